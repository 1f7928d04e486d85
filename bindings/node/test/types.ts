// The types hold what the README says; checked, never run.

import { Audit, CisdockerError, Policy, Renderer, loadContext } from '../lib/index.js';
import type { CapabilitySet, ErrorCode, Result, Severity, Verdict } from '../lib/index.js';

async function audit(): Promise<number> {
  const context = await loadContext();
  const policy = await Policy.load('policy.yaml');
  await using run = new Audit({ profile: 'strict', policies: [policy], progress: () => true });
  run.addEngine(context.host ?? 'unix:///var/run/docker.sock', { timeout: 5000 });
  using renderer = new Renderer(run.report, 'sarif', process.stdout, { color: true });
  for await (const result of run) {
    const verdict: Verdict = result.verdict;
    const granted: CapabilitySet = result.granted;
    console.log(verdict, [...granted], result.reasons[0]?.code, result.evidence.kernel?.complete);
    await renderer.add(result);
  }
  await renderer.finish();
  return run.report.exitStatus;
}

function wrong(result: Result, error: unknown): void {
  // @ts-expect-error there is no such verdict
  console.log(result.verdict === 'passed');
  // @ts-expect-error results never change
  result.name = 'web';
  // @ts-expect-error there is no such profile
  new Audit({ profile: 'lax' });
  // @ts-expect-error a severity is a word
  const severity: Severity = 2;
  const code: ErrorCode | null = error instanceof CisdockerError ? error.code : null;
  console.log(severity, code);
}

void audit().then(() => wrong);
