// Two threads at once, and many audits in one.

import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

import { Audit } from '../lib/index.js';
import { silent } from './engine.js';
import { HOST } from './places.js';
import { all } from './samples.js';

const TIMES = 30;
const MANY = 12; // Node itself has four threads for files and names

async function reports() {
  const texts = new Set();
  for (let i = 0; i < TIMES; i++) {
    const report = await new Audit({ time: 0 }).addInspect(HOST).collect();
    texts.add(await report.render('json'));
  }
  return [...texts];
}

function inWorker() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url));
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (isMainThread) {
  test('two threads, with audits of their own, come to the same bytes', async () => {
    const [first, second, third] = await Promise.all([inWorker(), inWorker(), reports()]);
    assert.equal(new Set([...first, ...second, ...third]).size, 1);
  });

  test('one thread runs many audits side by side', async () => {
    const audits = Array.from({ length: 20 }, () => new Audit({ time: 0 }).addInspect(HOST));
    const found = await Promise.all(audits.map((audit) => audit.collect()));
    const texts = await Promise.all(found.map((report) => report.render('json')));
    assert.equal(new Set(texts).size, 1);
  });

  test('a collected report is rendered several times at once', async () => {
    const report = await new Audit({ time: 0 }).addInspect(HOST).collect();
    const texts = await Promise.all(Array.from({ length: 8 }, () => report.render('json')));
    assert.equal(new Set(texts).size, 1);
  });

  test('a thread that is stopped at work does no harm', async () => {
    for (let i = 0; i < 10; i++) {
      const worker = new Worker(new URL(import.meta.url));
      await new Promise((resolve) => setTimeout(resolve, 5 * i));
      await worker.terminate();
    }
    assert.equal((await reports()).length, 1);
  });

  test('a thread that is stopped does not wait for an engine', async (t) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: await silent(t) });
    await new Promise((resolve) => worker.once('message', resolve));
    const before = Date.now();
    await worker.terminate();
    assert.ok(Date.now() - before < 5000);
  });

  test('audits that wait for engines leave Node its files', async (t) => {
    const address = await silent(t);
    const audits = Array.from({ length: MANY },
      () => new Audit().addEngine(address, { timeout: 20000 }));
    const pending = audits.map((audit) => audit.next().catch((error) => error.code));
    const before = Date.now();
    await readFile(HOST);
    assert.ok(Date.now() - before < 5000);
    for (const audit of audits) audit.cancel();
    assert.deepEqual(new Set(await Promise.all(pending)), new Set(['cancelled']));
  });

  test('many audits side by side read from files', async () => {
    const audits = Array.from({ length: MANY },
      () => new Audit().addInspectReader(createReadStream(HOST, { highWaterMark: 1000 })));
    const counts = (await Promise.all(audits.map(all))).map((results) => results.length);
    assert.equal(new Set(counts).size, 1);
    assert.ok(counts[0] > 10);
  });

  test('more work than there are threads is done all the same', async () => {
    const report = await new Audit({ time: 0 }).addInspect(HOST).collect();
    const texts = await Promise.all(Array.from({ length: 300 }, () => report.render('csv')));
    assert.equal(new Set(texts).size, 1);
  });
} else if (workerData) {
  void new Audit().addEngine(workerData, { timeout: 20000 }).next();
  parentPort.postMessage('waiting');
} else {
  parentPort.postMessage(await reports());
}
