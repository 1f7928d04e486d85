// The whole public API is there: every exported function is used, every word has its type.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import * as cisdocker from '../lib/index.js';
import { PACKAGE } from './places.js';
import { symbols } from './symbols.js';

// What JavaScript does in its own way.
const OTHERWISE = {
  cisd_audit_run: 'iteration',
  cisd_error_code: 'the code of the call that failed',
  cisd_policy_ref: 'the audit keeps its own',
  cisd_policy_key_name: 'the members of PolicyEntry',
  cisd_profile_from_name: 'words are texts',
  cisd_severity_from_name: 'words are texts',
  cisd_format_from_name: 'words are texts',
};

function text(folder, pattern) {
  return readdirSync(join(PACKAGE, folder)).filter((name) => pattern.test(name))
    .map((name) => readFileSync(join(PACKAGE, folder, name), 'utf8')).join('');
}

test('a new function of the library is not forgotten', () => {
  const known = new Set(symbols());
  const used = [...text('native', /\.c$/).matchAll(/\bcisd_\w+/g)].map(([name]) => name);
  const found = new Set([...used.filter((name) => known.has(name)), ...Object.keys(OTHERWISE)]);
  assert.deepEqual([...found].sort(), [...known].sort());
});

test('every word stands in the types', () => {
  const types = text('lib', /\.d\.ts$/);
  const words = ['verdicts', 'profiles', 'severities', 'subjectKinds', 'reasonCodes', 'formats',
    'noteKinds', 'changes', 'capabilityClasses', 'errorCodes'].flatMap((name) => cisdocker[name]);
  assert.ok(words.length > 60);
  for (const word of words) assert.ok(types.includes(`'${word}'`), word);
});

test('what is exported is declared, and the other way round', () => {
  const declared = [...text('lib', /\.d\.ts$/)
    .matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(declared.sort(), Object.keys(cisdocker).sort());
});

test('the members of classes are those declared', () => {
  const types = text('lib', /\.d\.ts$/);
  for (const name of ['Audit', 'Report', 'Result', 'Renderer', 'Policy', 'CapabilitySet']) {
    const body = types.split(new RegExp(`^export class ${name} .*\\{$`, 'm'))[1].split('\n}')[0];
    const members = Object.getOwnPropertyNames(cisdocker[name].prototype);
    for (const member of members) assert.match(body, new RegExp(`\\b${member}\\b`));
  }
});
