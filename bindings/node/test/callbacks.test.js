// Callbacks, cancellation, and iterations left in the middle.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Audit, Renderer } from '../lib/index.js';
import { silent } from './engine.js';
import { HOST, PACKAGE } from './places.js';
import { all, auditOf, failure, saved } from './samples.js';

class OddError extends Error {}

function odd() {
  throw new OddError('odd');
}

test('progress is told, at the end in any case; true cancels', async () => {
  const seen = [];
  await all(auditOf(['a', 'b'], { progress: async (...numbers) => void seen.push(numbers) }));
  assert.equal(seen.at(-1)[0], 2);
  await assert.rejects(auditOf(['a'], { progress: () => true }).next(), failure('cancelled'));
});

test('what a callback throws comes out of the call', async () => {
  await assert.rejects(auditOf(['a'], { progress: odd }).next(), OddError);
  await assert.rejects(auditOf(['a'], { progress: odd }).collect(), OddError);
  await assert.rejects(auditOf(['a'], { progress: async () => odd() }).next(), OddError);
  for (const [reader, expected] of [[odd, OddError], [async () => odd(), OddError],
    [(size) => Buffer.alloc(size + 1), RangeError], [() => 'text', TypeError]])
    await assert.rejects(all(new Audit().addInspectReader(reader)), expected);
  await assert.rejects(new Audit().addInspectReader(odd).collect(), OddError);
  const report = await auditOf(['a']).collect();
  await assert.rejects(report.write(odd, 'json'), OddError);
  const renderer = new Renderer(report, 'jsonl', odd);
  await assert.rejects(renderer.add(report.results.at(0)), OddError);
});

test('a reader may be a function, a stream, an iterable of pieces', async () => {
  const text = saved('a');
  const pieces = [text.subarray(0, 10), '', text.subarray(10).toString()];
  let at = 0;
  const byByte = async () => (await sleep(0), text.subarray(at, ++at));
  for (const source of [pieces, (async function* () { yield* pieces; })(), byByte]) {
    const [result] = await all(new Audit().addInspectReader(source));
    assert.equal(result.name, 'a');
  }
});

test('a loop that is left can be gone on with', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `c${String(i).padStart(3, '0')}`);
  const audit = auditOf(names);
  for await (const result of audit) {
    assert.equal(result.name, 'c000');
    break;
  }
  assert.equal((await audit.next()).value.name, 'c001');
  const rest = await all(audit);
  assert.deepEqual(rest.map((result) => result.name), names.slice(2));
  assert.deepEqual(await audit.next(), { done: true, value: undefined });
  assert.equal(audit.report.counts.fail, 200);
});

test('what was drawn ahead from a file is not missing in a report', async () => {
  const audit = new Audit().addInspect(HOST);
  await audit.next();
  await assert.rejects(audit.collect(), failure('state'));
});

test('several next() at once each get their own', async () => {
  const audit = auditOf(['a', 'b', 'c']);
  const results = await Promise.all([1, 2, 3, 4].map(() => audit.next()));
  assert.deepEqual(results.map(({ value }) => value?.name), ['a', 'b', 'c', undefined]);
});

test('a closed audit says so', async () => {
  const audit = auditOf(['a', 'b']);
  await audit.next();
  await audit[Symbol.asyncDispose]();
  await assert.rejects(audit.next(), failure('state', /the audit was closed/));
  await audit.close();
});

test('a cancelled audit says so from then on, by signal, too', async () => {
  const audit = auditOf(['a', 'b']);
  await audit.next();
  audit.cancel();
  await assert.rejects(audit.next(), failure('cancelled'));
  await assert.rejects(audit.next(), failure('cancelled'));
  const signal = AbortSignal.abort();
  await assert.rejects(auditOf(['a'], { signal }).next(), failure('cancelled'));
});

test('an abort or a cancel() after the end or after close() is nothing', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const audits = [0, 1].map(() => auditOf(['a'], { signal }));
  assert.equal(getEventListeners(signal, 'abort').length, 2);
  assert.equal((await all(audits[0])).length, 1);
  await audits[1].next();
  await audits[1].close();
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  controller.abort();
  audits[1].cancel();
  assert.deepEqual(await audits[0].next(), { done: true, value: undefined });
  await audits[0].close();
});

test('nothing that is being drawn comes after cancel()', async () => {
  const audit = new Audit().addInspect(HOST);
  const pending = audit.next();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100); // all is drawn by then
  audit.cancel();
  await assert.rejects(pending, failure('cancelled'));
  await assert.rejects(audit.next(), failure('cancelled'));
});

test('a result is not held back while a reader or a pipe is waited for', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cisdocker-'));
  t.after(() => rm(folder, { recursive: true }));
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  // More than the library reads at a time.
  const many = saved(...Array.from({ length: 500 }, (_, i) => `c${i}`));
  for (const kind of ['reader', 'pipe']) {
    let goOn;
    const taken = new Promise((resolve) => {
      goOn = resolve;
    });
    const pieces = async function* () {
      yield many;
      await taken;
      yield saved('last');
    };
    const audit = new Audit();
    if (kind === 'reader') audit.addInspectReader(pieces());
    else audit.addInspect(pipe);
    const written = kind === 'pipe' ? pipeline(pieces(), createWriteStream(pipe)) : null;
    assert.equal((await audit.next()).value.name, 'c0');
    goOn();
    assert.equal((await all(audit)).at(-1).name, 'last');
    await written;
  }
});

test('work under way ends when it is cancelled or closed; the main thread is free', async (t) => {
  const address = await silent(t);
  for (const end of [(audit) => audit.cancel(), (audit) => void audit.close()]) {
    const audit = new Audit().addEngine(address, { timeout: 20000 });
    const before = Date.now();
    setTimeout(() => end(audit), 50);
    await assert.rejects(audit.next(), failure('cancelled'));
    assert.ok(Date.now() - before < 5000);
  }
});

test('work under way does not wait for a callback that never answers', async () => {
  const never = () => new Promise(() => {});
  for (const end of ['cancel', 'close'])
    for (const draw of ['next', 'collect'])
      for (const audit of [auditOf(['a'], { progress: never }),
        new Audit().addInspectReader(never)]) {
        const pending = audit[draw]();
        setTimeout(() => void audit[end](), 20);
        await assert.rejects(pending, failure('cancelled'));
        await audit.close();
      }
});

test('an audit closed while a reader is awaited ends', async () => {
  const audit = new Audit();
  audit.addInspectReader(() => {
    void audit.close();
    return sleep(50, saved('a'));
  });
  await assert.rejects(audit.next());
});

test('an audit at work takes no other call; its report waits', async (t) => {
  const audit = new Audit().addEngine(await silent(t), { timeout: 20000 });
  const pending = audit.next();
  assert.throws(() => audit.addCommand('docker run nginx'), failure('state', /at work/));
  assert.throws(() => audit.report.counts, failure('state', /at work/));
  await assert.rejects(audit.collect(), failure('state', /at work/));
  audit.cancel();
  await assert.rejects(pending, failure('cancelled'));
  assert.equal(audit.report.counts.fail, 0);
});

test('a callback may read the report, and not start work', async () => {
  const seen = [];
  const audit = auditOf(['a'], {
    progress: async () => {
      seen.push(audit.report.targets.length);
      await assert.rejects(audit.collect(), failure('state'));
      await assert.rejects(audit.report.render('json'), failure('state'));
    },
  });
  await all(audit);
  assert.equal(seen[0], 1);
});

test('settings come too late once it has begun; a NUL is refused', async () => {
  const audit = auditOf(['a']);
  await audit.next();
  assert.throws(() => audit.addCommand('docker run nginx'), failure('state'));
  assert.throws(() => new Audit().addCommand('docker run nginx\0--privileged'), TypeError);
  assert.throws(() => new Audit().addCommand(7), TypeError);
  assert.throws(() => new Audit({ profile: 'lax' }), TypeError);
  assert.throws(() => new Audit({ rule: '9.9' }), failure('argument'));
  await assert.rejects(new Audit().next(), failure('state'));
});

test('process.exit() does not wait for an engine, nor for a callback', async (t) => {
  const address = await silent(t);
  const lines = [
    `new Audit().addEngine('${address}', { timeout: 60000 }).next()`,
    'new Audit().addInspectReader(() => new Promise(() => {})).next()',
  ];
  for (const line of lines) {
    const code = `import { Audit } from './lib/index.js'; void ${line}.catch(() => {});
      setTimeout(() => process.exit(0), 100);`;
    execFileSync(process.execPath, ['--input-type=module', '-e', code],
      { cwd: PACKAGE, timeout: 10000 });
  }
});
