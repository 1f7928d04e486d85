// Two threads at once, and many audits in one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

import { Audit } from '../lib/index.js';
import { HOST } from './places.js';

const TIMES = 30;

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
} else {
  parentPort.postMessage(await reports());
}
