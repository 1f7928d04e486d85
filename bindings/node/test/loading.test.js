// A library that is missing or too old: an error that says what to do.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { PACKAGE } from './places.js';
import { fake, symbols } from './symbols.js';

function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), 'cisdocker-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Imports the binding in a new process; what it says. */
function attempt(environment) {
  const code = "import('./lib/index.js').catch((e) => { console.log(e.code, e.message); })";
  return spawnSync(process.execPath, ['-e', code],
    { cwd: PACKAGE, encoding: 'utf8', env: { ...process.env, ...environment } }).stdout;
}

function assertTold(said, ...words) {
  for (const word of ['ERR_CISDOCKER_LIBRARY', 'install libcisdocker', ...words])
    assert.ok(said.includes(word), said);
}

test('no library: an empty file stands in the way of an installed one', (t) => {
  const folder = scratch(t);
  writeFileSync(join(folder, 'libcisdocker.so.0'), '');
  assertTold(attempt({ LD_LIBRARY_PATH: folder }), 'cannot load libcisdocker');
});

test('a library that lacks a function is too old', (t) => {
  const folder = scratch(t);
  fake(folder, symbols().filter((name) => name !== 'cisd_audit_next'), '0.0.9');
  assertTold(attempt({ LD_LIBRARY_PATH: folder }), 'libcisdocker is too old', 'cisd_audit_next');
});

test('no addon', () => {
  assertTold(attempt({ CISDOCKER_ADDON: '/nonexistent/cisdocker.node' }), 'npm run build');
});

test('the whole library is not refused', () => {
  assert.equal(attempt({}), '');
});
