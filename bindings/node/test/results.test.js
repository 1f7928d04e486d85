// Results, reports, policies and tables as JavaScript's own types.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { inspect } from 'node:util';

import * as cisdocker from '../lib/index.js';
import { Audit, CapabilitySet, Policy, Renderer, Report } from '../lib/index.js';
import { all, auditOf, container, failure } from './samples.js';

const POLICY = `
waivers:
  - {name: web, capabilities: [NET_RAW], reason: pings its peers, owner: ops, ticket: OPS-1,
     expires: 2999-12-31}
required:
  - {image: redis, capabilities: [NET_RAW], reason: it said so}
`;

async function resultOf(host) {
  const source = [Buffer.from(JSON.stringify(container('web', host)))];
  const { value } = await new Audit().addInspectReader(source).next();
  return value;
}

function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), 'cisdocker-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a result has subject, judgement and evidence', async () => {
  const result = await resultOf({ CapAdd: ['SYS_ADMIN', 'cap_FUTURE'], CapDrop: ['net_raw'] });
  assert.deepEqual([result.name, result.image, result.state, result.kind, result.target],
    ['web', 'nginx', 'running', 'container', 0]);
  assert.equal(result.id.length, 64);
  assert.deepEqual([result.location, result.service, result.waiver], [null, null, null]);
  assert.deepEqual([result.verdict, result.severity], ['fail', 'high']);
  assert.ok(result.reasons.some(({ code }) => code === 'added-beyond-default'));
  assert.deepEqual(result.evidence, {
    privileged: false, capAdd: ['SYS_ADMIN', 'cap_FUTURE'], capDrop: ['net_raw'], kernel: null,
    rollout: null,
  });
  assert.deepEqual([...result.excess], ['CAP_SYS_ADMIN']);
  assert.deepEqual(result.unknownCapabilities, ['CAP_FUTURE']);
  assert.ok(result.fix('least').includes(result.remedies[0].least));
  assert.equal(JSON.parse(JSON.stringify(result)).subject.name, 'web');
  assert.throws(() => {
    result.name = 'db';
  }, TypeError);
  assert.throws(() => result.fix('most'), TypeError);
});

test('texts of a batch are those of each result, whatever their letters', async () => {
  const names = ['web', 'm\u00fcll', '\u4e2d\u6587', '\u{1f600}', 'a\u{10ffff}b\u00e9', 'db'];
  const source = [Buffer.from(JSON.stringify(names.map((name) => container(name, {}))))];
  const results = await all(new Audit().addInspectReader(source));
  assert.deepEqual(results.map(({ name }) => name), names);
  for (const { reasons } of results)
    assert.match(reasons[0].message, /^NET_RAW is granted by .* dropped$/);
});

test('what could not be read is null, not an empty list', async () => {
  const result = await resultOf({ CapAdd: 7 });
  assert.equal(result.verdict, 'error');
  assert.equal(result.evidence.capAdd, null);
});

test('a result outlives its audit, until it is closed', async () => {
  const audit = auditOf(['web', 'db']);
  const [first, second] = await all(audit);
  await audit.close();
  assert.equal(second.image, 'nginx');
  second.close();
  second.close();
  assert.throws(() => second.fix(), failure('state', /the result was closed/));
  assert.equal(first.image, 'nginx');
});

test('a collected report holds results, counts, targets and times', async () => {
  const names = Array.from({ length: 600 }, (_, i) => `c${String(i).padStart(3, '0')}`);
  const report = await auditOf(names, { time: new Date('2026-01-02T03:04:05Z') }).collect();
  assert.deepEqual([...report.results].map((result) => result.name), names);
  const places = [-1, 64, 320, 319, 65, 0];
  assert.deepEqual(places.map((place) => report.results.at(place).name),
    ['c599', 'c064', 'c320', 'c319', 'c065', 'c000']);
  assert.equal(report.results.at(600), undefined);
  assert.deepEqual([report.counts.fail, report.waived, report.failures('high')], [600, 0, 0]);
  assert.deepEqual([report.rule.id, report.profile, report.exitStatus], ['5.4', 'cis', 1]);
  assert.equal(report.finished.toISOString(), '2026-01-02T03:04:05.000Z');
  assert.deepEqual([report.targets[0].uri, report.targets[0].complete], ['sample', true]);
  report.close();
  assert.throws(() => report.counts, failure('state', /the report was closed/));
});

test('a target that cannot be read is told in the report', async () => {
  const report = await new Audit().addInspect('/nonexistent/inspect.json').collect();
  assert.deepEqual([report.targets[0].code, report.exitStatus], ['io', 3]);
  assert.match(report.targets[0].error, /nonexistent/);
});

test('every format goes to a string, a function and a stream', async () => {
  const report = await auditOf(['caf\u00e9']).collect();
  for (const format of cisdocker.formats) {
    const text = await report.render(format);
    const [parts, pieces] = [[], []];
    await report.write((data) => void parts.push(data), format);
    await report.write(new Writable({
      highWaterMark: 16,
      write(data, _encoding, next) {
        pieces.push(data);
        setTimeout(next, 1);
      },
    }), format);
    assert.ok(text.length > 0);
    assert.equal(Buffer.concat(parts).toString(), text);
    assert.equal(Buffer.concat(pieces).toString(), text);
  }
  await assert.rejects(report.render('pdf'), TypeError);
});

test('options of rendering reach the library', async () => {
  const report = await auditOf(['web']).collect();
  const options = {
    color: true, perSubject: true, assetHost: 'web-1', assetAddresses: ['192.0.2.7'],
    assetFacts: ['a=b'],
  };
  assert.ok((await report.render('text', options)).includes('\u001b['));
  const xccdf = await report.render('xccdf', options);
  assert.ok(xccdf.includes('web-1') && xccdf.includes('192.0.2.7'));
  await assert.rejects(report.render('xccdf', { assetFacts: [7] }), TypeError);
});

test('a Compose file is edited, or overridden, so that it passes', async (t) => {
  const path = join(scratch(t), 'compose.yaml');
  const text = 'services:\n  web:\n    image: nginx\n';
  writeFileSync(path, text);
  const report = await new Audit().addCompose(path).collect();
  assert.deepEqual(report.results.at(0).location, { file: path, line: 2, column: 3 });
  assert.match(await report.override(), /NET_RAW/);
  writeFileSync(path, await report.editCompose(path, text, 'least'));
  const { value } = await new Audit().addCompose(path).next();
  assert.equal(value.verdict, 'pass');
});

test('reports are read back, merged, and held against one another', async (t) => {
  const paths = ['older.json', 'newer.json'].map((name) => join(scratch(t), name));
  const older = await auditOf(['a', 'b']).collect();
  writeFileSync(paths[0], await older.render('json'));
  writeFileSync(paths[1], await (await auditOf(['b', 'c']).collect()).render('json'));
  assert.equal((await Report.load(...paths)).results.length, 4);
  const newer = await Report.load(paths[1]);
  newer.compare(older, 'monday');
  assert.deepEqual([...newer.results].map(({ name, change }) => [name, change]),
    [['b', 'unchanged'], ['c', 'new']]);
  assert.deepEqual([newer.baseline, newer.changes.new, newer.newFailures()], ['monday', 1, 1]);
  assert.deepEqual(newer.fixed.map(({ name, gone }) => [name, gone]), [['a', true]]);
  await assert.rejects(Report.load('/nonexistent.json'), failure('io'));
  await assert.rejects(Report.load(), TypeError);
  await assert.rejects(Report.parse('{', 'half'), failure('format', /half/));
});

test('an audit with a baseline gives each result its change', async () => {
  const text = await (await auditOf(['a']).collect()).render('json');
  const audit = auditOf(['a', 'b']).setBaseline(await Report.parse(text), 'monday');
  assert.deepEqual((await all(audit)).map((result) => result.change), ['unchanged', 'new']);
  assert.equal((await auditOf(['a']).next()).value.change, null);
});

test('policies are applied, explained and proposed', async () => {
  const policy = await Policy.parse(POLICY, 'site.yaml');
  const waiver = policy.entries.find((entry) => entry.isWaiver);
  assert.deepEqual([waiver.name, waiver.owner, waiver.line, waiver.coversAll, waiver.never],
    ['web', 'ops', 3, false, null]);
  assert.deepEqual([...waiver.capabilities], ['CAP_NET_RAW']);
  const report = await auditOf(['web'], { policies: [policy] }).collect();
  assert.deepEqual(report.results.at(0).waiver, {
    reason: 'pings its peers', owner: 'ops', ticket: 'OPS-1', expires: '2999-12-31',
  });
  assert.deepEqual([report.waived, report.exitStatus, report.policies], [1, 0, ['site.yaml']]);
  assert.deepEqual(report.notes.map((note) => note.kind), ['stale']);
  assert.match(policy.explain(new Date(0)), /web/);
  const failing = await auditOf(['web']).collect();
  const proposed = await Policy.parse(await failing.proposePolicy());
  assert.equal(proposed.entries[0].isWaiver, true);
  await assert.rejects(Policy.parse('waivers: [{nme: x}]', 'site.yaml'),
    failure('format', /site\.yaml/));
});

test('a renderer ends once, and not without its results', async () => {
  const parts = [];
  const audit = auditOf(['web']);
  const renderer = new Renderer(audit.report, 'json', (data) => parts.push(data));
  for await (const result of audit) await renderer.add(result);
  await audit.close();
  await renderer.finish();
  assert.equal(JSON.parse(Buffer.concat(parts)).results[0].subject.name, 'web');
  await assert.rejects(renderer.finish(), failure('state', /finished/));
  renderer.close();
});

test('capabilities and sets of them', () => {
  const some = new CapabilitySet(['net_raw', 'CAP_CHOWN']);
  assert.deepEqual([...some], ['CAP_CHOWN', 'CAP_NET_RAW']);
  assert.deepEqual([some.size, some.bits], [2, (1n << 13n) | 1n]);
  assert.ok(some.has('net_raw') && !some.has('ALL'));
  assert.deepEqual([...CapabilitySet.fromBits((1n << 63n) | (1n << 32n))],
    ['CAP_MAC_OVERRIDE', 'CAP_63']);
  assert.ok(CapabilitySet.fromBits(1n << 63n).has('CAP_63'));
  assert.equal(JSON.stringify(some), '["CAP_CHOWN","CAP_NET_RAW"]');
  assert.match(inspect(some), /CAP_CHOWN/);
  assert.throws(() => new CapabilitySet(['NET_ADMINN']), RangeError);
  assert.equal(cisdocker.defaultCapabilities.size, 14);
  assert.equal(cisdocker.findCapability('net_raw').name, 'CAP_NET_RAW');
  assert.equal(cisdocker.findCapability('ALL'), null);
  assert.equal(cisdocker.nearestCapability('NET_ADMINN'), 'NET_ADMIN');
});

test('rules, content and contexts', async (t) => {
  assert.deepEqual(cisdocker.findRule('5.3'), cisdocker.rules[0]);
  assert.equal(cisdocker.findRule('9.9'), null);
  assert.ok(cisdocker.contents.some(({ name }) => name === 'cisdocker-5.4-docker.audit'));
  for (const { name } of cisdocker.contents) {
    const parts = [];
    await cisdocker.writeContent((data) => void parts.push(data), name);
    assert.equal(Buffer.concat(parts).toString(), await cisdocker.readContent(name));
  }
  await assert.rejects(cisdocker.readContent('none'), failure('argument'));
  const folder = scratch(t);
  assert.equal((await cisdocker.loadContext('default', folder)).host, null);
  await assert.rejects(cisdocker.loadContext('nowhere', folder), failure('argument'));
});
