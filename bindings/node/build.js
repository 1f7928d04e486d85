// Builds the addon with the C compiler: node build.js [OUTPUT]. Environment: CC, CFLAGS, LDFLAGS,
// PKG_CONFIG, PKG_CONFIG_PATH.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST = '0.1.0';
const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, 'build', 'cisdocker.node'));

function words(text) {
  return (text ?? '').split(/\s+/).filter(Boolean);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function pkgConfig(...options) {
  const program = process.env.PKG_CONFIG ?? 'pkg-config';
  try {
    return words(execFileSync(program, [...options, 'libcisdocker'], { encoding: 'utf8' }));
  } catch (error) {
    if (error.code === 'ENOENT') fail(`cannot run '${program}'`);
    return fail(`cannot build with libcisdocker: install libcisdocker ${LEAST} or newer with its ` +
      'header, or name the folder of its .pc file in PKG_CONFIG_PATH');
  }
}

/** Node-API's headers: Node's own where they are installed, else the package of them. */
function headers() {
  const own = join(dirname(process.execPath), '..', 'include', 'node');
  if (existsSync(join(own, 'node_api.h'))) return own;
  return createRequire(import.meta.url)('node-api-headers').include_dir;
}

pkgConfig('--print-errors', `--atleast-version=${LEAST}`);
mkdirSync(dirname(output), { recursive: true });
const folder = join(here, 'native');
const sources = readdirSync(folder).filter((name) => name.endsWith('.c'));
const [compiler, ...compilerOptions] = words(process.env.CC ?? 'cc');
execFileSync(compiler, [
  ...compilerOptions, '-std=c11', '-D_GNU_SOURCE', '-O2', '-fPIC', '-shared', '-pthread',
  '-Wall', '-Wextra', '-Wshadow', '-Wstrict-prototypes', ...words(process.env.CFLAGS),
  '-isystem', headers(), ...pkgConfig('--cflags'), '-o', output,
  ...sources.map((name) => join(folder, name)), ...words(process.env.LDFLAGS),
  // A library that lacks a function is found out when the addon is loaded, not later.
  ...pkgConfig('--libs'), '-Wl,-z,now',
], { stdio: 'inherit' });
