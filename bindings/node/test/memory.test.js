// Memory: 10,000 iterations leave it flat, and the measure sees a leak where there is one.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';

import { Audit, Policy, Renderer } from '../lib/index.js';
import { auditOf, saved } from './samples.js';

const TIMES = 10_000;
const WARM = 3_000;
const ALLOWED = 8 << 20; // V8's own heap comes and goes by some MiB
const POLICY = 'waivers: [{name: a, capabilities: all, reason: it is a test}]';

async function resident() {
  for (let i = 0; i < 4; i++) {
    gc();
    await turn(); // finalizers run in a turn of their own
  }
  return process.memoryUsage.rss();
}

/** Collects now and then, so that the peak does not hang on when V8 thinks fit. */
async function repeat(work, times) {
  for (let i = 0; i < times; i++) {
    await work();
    if (i % 100 === 0) {
      gc();
      await turn();
    }
  }
}

async function growth(work, times, warm = WARM) {
  await repeat(work, warm);
  const before = await resident();
  await repeat(work, times);
  return (await resident()) - before;
}

/** Uses every kind of object, and leaves each in another way. */
async function everything() {
  const policy = await Policy.parse(POLICY);
  const audit = auditOf(['a', 'b'], { policies: [policy], progress: () => {} });
  const { value } = await audit.next();
  void [value.name, value.reasons, value.evidence, value.remedies, value.toJSONText()];
  const renderer = new Renderer(audit.report, 'csv', () => {});
  await renderer.add(value);
  const report = await auditOf(['a']).collect();
  await report.render('json');
  const left = auditOf(['a', 'b']);
  await left.next();
  await left.close();
  auditOf(['never begun']);
  await Policy.parse('x: 1').catch(() => {});
}

test('nothing grows', async () => {
  const grown = await growth(everything, TIMES);
  assert.ok(grown < ALLOWED, `${grown} bytes`);
});

test('nothing grows where a loop is left before it has all that was drawn', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cisdocker-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'containers.json');
  await writeFile(file, saved(...Array.from({ length: 300 }, (_, i) => `c${i}`)));
  const ends = [(audit) => audit.close(), (audit) => audit.cancel(), () => {}];
  let turns = 0;
  const grown = await growth(async () => {
    const audit = new Audit().addInspect(file);
    for (let i = 0; i < 5; i++) {
      const { value } = await audit.next();
      void value.image;
      if (i % 2) value.close();
    }
    await ends[turns++ % ends.length](audit);
  }, 900, 300);
  assert.ok(grown < ALLOWED, `${grown} bytes`);
});

test('a leak is seen: results kept each time', async () => {
  const kept = [];
  const grown = await growth(async () => kept.push(await auditOf(['a']).next()), TIMES / 2, 100);
  assert.ok(grown > ALLOWED, `${grown} bytes`);
});

test('ten thousand results that are not kept do not become a list', async () => {
  const audit = auditOf(Array.from({ length: TIMES }, (_, i) => `c${i}`));
  await audit.next();
  const before = await resident();
  let count = 1;
  for await (const result of audit) count += Number(result.verdict === 'fail');
  assert.equal(count, TIMES);
  assert.ok((await resident()) - before < ALLOWED);
});
