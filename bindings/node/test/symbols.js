// The functions that the library exports, and libraries that only pretend.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SOURCE } from './places.js';

export const MAP = join(SOURCE, 'libcisdocker', 'libcisdocker.map');

export function symbols() {
  return [...readFileSync(MAP, 'utf8').matchAll(/^ {4}(cisd_\w+);/gm)].map(([, name]) => name);
}

/** Builds a library that has these functions and says that it is of this version. */
export function fake(folder, names, version) {
  const code = names.map((name) =>
    `const char *${name}(void);\nconst char *${name}(void) { return "${version}"; }\n`).join('');
  const [compiler, ...options] = (process.env.CC ?? 'cc').split(' ');
  execFileSync(compiler, [...options, '-shared', '-fPIC', '-Wl,-soname,libcisdocker.so.0',
    `-Wl,--version-script=${MAP}`, '-o', join(folder, 'libcisdocker.so.0'), '-xc', '-'],
  { input: code });
}
