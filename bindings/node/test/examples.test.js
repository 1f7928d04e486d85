// What users read first works: the README, the example, the plug-in, the benchmark.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { engine } from './engine.js';
import { HOST, PACKAGE, SOURCE } from './places.js';

/** A folder within the package, where 'cisdocker' is the package itself. */
function scratch(t) {
  const folder = mkdtempSync(join(PACKAGE, 'scratch-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function run(...words) {
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: PACKAGE, timeout: 60000 }, (error, out, err) => {
      resolve({ status: error?.code ?? 0, out, err });
    });
  });
}

test('the first lines of the README work', async (t) => {
  const text = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  const [, code] = /```js\n(.*?)```/s.exec(text);
  assert.ok(code.includes('unix:///var/run/docker.sock'));
  const path = join(scratch(t), 'first.mjs');
  writeFileSync(path, code.replace('unix:///var/run/docker.sock', await engine(t)));
  const { status, out, err } = await run(path);
  assert.deepEqual([status, err], [0, '']);
  assert.match(out, /fail\s+web/);
});

test('the example audits an engine', async (t) => {
  const { status, out, err } = await run(join(PACKAGE, 'examples', 'audit.mjs'), await engine(t));
  assert.deepEqual([status, err], [1, '']);
  assert.ok(out.includes('fail  container web') && out.includes('pass  container db'));
});

test('the plug-in prints failures with the fix, and its status tells', async (t) => {
  const folder = scratch(t);
  const [plugin, policy] = [join(folder, 'plugin.mjs'), join(folder, 'policy.yaml')];
  const address = await engine(t);
  copyFileSync(join(SOURCE, 'examples', 'plugin', 'plugin.mjs'), plugin);
  const { status, out, err } = await run(plugin, address);
  const [first, ...rest] = out.replace(/\n$/, '').split('\n');
  assert.deepEqual([status, err, first], [1, '', 'web: net-raw-default']);
  assert.ok(rest.includes('  --cap-drop=NET_RAW') && rest.every((line) => line.startsWith('  ')));
  writeFileSync(policy, 'waivers: [{name: web, capabilities: all, reason: it is a test}]');
  assert.deepEqual(await run(plugin, address, policy), { status: 0, out: '', err: '' });
  writeFileSync(policy, 'x: 1');
  for (const words of [[address, policy], ['unix:///nonexistent/docker.sock'], ['nonsense']]) {
    const trouble = await run(plugin, ...words);
    assert.deepEqual([trouble.status, trouble.out], [2, '']);
    assert.match(trouble.err, /^plugin: [^\n]+\n$/);
  }
});

test('the benchmark prints seconds', async () => {
  const { status, out } = await run(join(PACKAGE, 'loop.js'), HOST, '2');
  assert.equal(status, 0);
  assert.match(out, /^(\d+\.\d{4}\n){2}$/);
});
