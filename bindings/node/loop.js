#!/usr/bin/env node
// loop.js FILE [TIMES]: prints the seconds of each loop over an audit of saved output.

import { Audit } from './lib/index.js';

/** Touches name, verdict and reasons of every result. */
async function loop(path) {
  const audit = new Audit().addInspect(path);
  let seen = 0;
  for await (const result of audit)
    seen += result.name.length + Number(result.verdict === 'fail') + result.reasons.length;
  await audit.close();
  return seen;
}

const [, , path, times = '1'] = process.argv;
for (let i = 0; i < Number(times); i++) {
  const before = process.hrtime.bigint();
  await loop(path);
  console.log((Number(process.hrtime.bigint() - before) / 1e9).toFixed(4));
}
