#!/usr/bin/env node
// Audits the engine of this machine: audit.mjs [URL].

import { Audit, findCapability } from 'cisdocker';

function show(result) {
  console.log(`${result.verdict.padStart(5)}  ${result.kind} ${result.name}`);
  for (const reason of result.reasons) console.log(`       ${reason.message}`);
  for (const name of result.verdict === 'fail' ? result.excess : [])
    console.log(`       ${name}: ${findCapability(name)?.attack ?? 'not known'}`);
}

const audit = new Audit().addEngine(process.argv[2] ?? 'unix:///var/run/docker.sock');
for await (const result of audit) show(result);
for (const target of audit.report.targets) if (target.error) console.error(target.error);
process.exitCode = audit.report.exitStatus;
await audit.close();
