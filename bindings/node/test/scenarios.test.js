// Every scenario, in three ways that must not differ.

import assert from 'node:assert/strict';
import {
  createReadStream, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { Audit, Policy, Renderer, formats } from '../lib/index.js';
import { SCENARIOS } from './places.js';
import { read, words } from './scenario.js';

const LEAST = 70; // there are many; fewer mean that they were not found
const ALWAYS = ['json', 'jsonl', 'text'];

const byPath = (audit, path) => audit.addInspect(path);
const byStream = (audit, path) => statSync(path, { throwIfNoEntry: false })?.isFile()
  ? audit.addInspectReader(createReadStream(path, { highWaterMark: 7 }), path)
  : audit.addInspect(path);

function assigned(lines) {
  return Object.fromEntries(lines.map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  }));
}

async function make({ once, repeated }, add) {
  const policies = await Promise.all(repeated.policy.map((path) => Policy.load(path)));
  const audit = new Audit({
    policies, profile: once.profile, trustLabel: once['trust-label'],
    time: Number(once.time ?? 0) * 1000,
  });
  for (const line of repeated.select) {
    const [key, ...value] = line.split(' ');
    audit.select(key, value.join(' '));
  }
  for (const path of repeated.inspect) add(audit, path);
  if (repeated.compose.length > 0) {
    audit.addCompose(repeated.compose, {
      envFiles: repeated['env-file'], environment: assigned(repeated.env),
      profiles: repeated['compose-profile'], projectDirectory: once['project-directory'],
      stack: 'stack' in once,
    });
  }
  for (const path of repeated.root) audit.addRoot(path);
  for (const path of repeated.run) audit.addCommand(readFileSync(path, 'utf8'));
  return audit;
}

function wanted() {
  return formats.filter((format) => ALWAYS.includes(format) || existsSync(`expected.${format}`));
}

/** Renders result by result, while they come. */
async function pull(audit) {
  const parts = Object.fromEntries(wanted().map((format) => [format, []]));
  const renderers = wanted().map(
    (format) => new Renderer(audit.report, format, (data) => parts[format].push(data)));
  for await (const result of audit)
    for (const renderer of renderers) await renderer.add(result);
  for (const renderer of renderers) await renderer.finish();
  return Object.fromEntries(
    Object.entries(parts).map(([format, data]) => [format, Buffer.concat(data)]));
}

function checkReport({ once }, report, rendered) {
  for (const [format, data] of Object.entries(rendered)) {
    const expected = `expected.${format}`;
    if (format === 'json' || existsSync(expected))
      assert.equal(data.toString('latin1'), readFileSync(expected, 'latin1'), expected);
  }
  const errors = report.targets.map(({ error }) => (error ? `${error}\n` : '')).join('');
  const expected = existsSync('expected.err') ? readFileSync('expected.err', 'utf8') : '';
  assert.equal(errors, expected);
  assert.equal(report.exitStatus, Number(once.exit));
}

function found(result) {
  return {
    name: result.name,
    verdict: result.verdict,
    reasons: result.reasons.map((reason) => reason.code),
    granted: result.granted.bits,
    excess: result.excess.bits,
    unknown: result.unknownCapabilities,
  };
}

function place({ location }) {
  return location && `${location.file}:${location.line}:${location.column}`;
}

function sorted(lines) {
  return lines.map((line) => line.join(' ')).sort();
}

function checkResults({ repeated, expectations }, report) {
  const results = [...report.results];
  assert.deepEqual(results.map(found), expectations);
  for (const [name, at] of repeated.at.map((line) => words(line, 2)))
    assert.ok(results.some((result) => result.name === name && place(result) === at), at);
  const waived = results.filter((result) => result.waived);
  assert.deepEqual(sorted(waived.map(({ name, waiver }) => [name, waiver.reason])),
    sorted(repeated.waived.map((line) => words(line, 2))));
  assert.deepEqual(report.notes.map((note) => [note.kind, `${note.file}:${note.line}`]),
    repeated.note.map((line) => words(line, 2)));
  for (const [key, which] of [['remedy', 'smallest'], ['least', 'least']]) {
    const remedies = results.flatMap(
      ({ name, remedies }) => remedies.map((remedy) => `${name} ${remedy.kind} ${remedy[which]}`));
    for (const line of repeated[key]) assert.ok(remedies.includes(words(line, 3).join(' ')), line);
  }
}

async function run(scenario) {
  if ('refused' in scenario.once) {
    await assert.rejects(Promise.all(scenario.repeated.policy.map((path) => Policy.load(path))),
      { message: scenario.once.refused });
    return;
  }
  for (const add of [byPath, byStream]) {
    const audit = await make(scenario, add);
    const rendered = await pull(audit);
    checkReport(scenario, audit.report, rendered);
    await audit.close();
  }
  const report = await (await make(scenario, byPath)).collect();
  checkResults(scenario, report);
  const rendered = {};
  for (const format of wanted()) rendered[format] = Buffer.from(await report.render(format));
  checkReport(scenario, report, rendered);
}

test('every scenario comes to the expected bytes', async (t) => {
  const folders = readdirSync(SCENARIOS).map((name) => join(SCENARIOS, name))
    .filter((folder) => existsSync(join(folder, 'case')));
  assert.ok(folders.length >= LEAST);
  const failed = [];
  for (const folder of folders) {
    process.chdir(folder);
    await run(read(folder)).catch((error) => failed.push(`${folder}: ${error.message}`));
  }
  t.diagnostic(`${folders.length} scenarios`);
  assert.deepEqual(failed, []);
});

test('a case that is not understood is refused', () => {
  for (const text of ['why x\nfrobnicate y\n', 'why x\nwhy y\n', 'inspect x\n',
    'why x\nexpect a pass\n']) {
    const folder = mkdtempSync(join(tmpdir(), 'case-'));
    writeFileSync(join(folder, 'case'), text);
    assert.throws(() => read(folder));
    rmSync(folder, { recursive: true });
  }
});
