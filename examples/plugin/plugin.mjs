#!/usr/bin/env node
// plugin.mjs ENGINE [POLICY]: what fails rule 5.4, why, and the smallest change that passes.

import { Audit, Policy } from 'cisdocker';

function show(result) {
  console.log(`${result.name}: ${result.reasons.map((reason) => reason.code).join(',')}`);
  for (const line of result.fix().replace(/\n$/, '').split('\n')) console.log(`  ${line}`);
}

/** Prints the failures; says how many, and what went wrong. */
async function run(engine, ...files) {
  const policies = await Promise.all(files.map((file) => Policy.load(file)));
  const audit = new Audit({ policies }).addEngine(engine);
  let failures = 0;
  for await (const result of audit) {
    if (result.verdict !== 'fail' || result.waived) continue;
    show(result);
    failures++;
  }
  const [{ error }] = audit.report.targets;
  await audit.close();
  return { failures, error };
}

const { failures, error } = await run(...process.argv.slice(2)).catch((failure) => ({
  failures: 0, error: failure.message,
}));
if (error) console.error(`plugin: ${error}`);
process.exitCode = error ? 2 : Math.min(failures, 1);
