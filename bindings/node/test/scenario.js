// Reads the file `case` of a scenario, as tests/scenarios/README.md says.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ONCE = ['why', 'profile', 'trust-label', 'project-directory', 'stack', 'time', 'exit',
  'refused'];
const REPEATED = ['inspect', 'compose', 'env-file', 'env', 'compose-profile', 'root', 'run', 'at',
  'select', 'policy', 'waived', 'note', 'remedy', 'least', 'expect'];
const EXPECT =
  /^(\S+) (\S+) (\S+) granted=([0-9a-f]+) excess=([0-9a-f]+)(?: unknown=(\S*))?$/;

/** A text with %XX; the bytes are UTF-8. */
export function decode(text) {
  return decodeURIComponent(text);
}

/** A line split into so many words, the last with all the rest; decoded. */
export function words(line, count) {
  const found = line.split(' ');
  return [...found.slice(0, count - 1), found.slice(count - 1).join(' ')].map(decode);
}

function expectation(line) {
  const match = EXPECT.exec(line);
  if (!match) throw new Error(`malformed line 'expect ${line}'`);
  const [, name, verdict, reasons, granted, excess, unknown] = match;
  return {
    name: name === '-' ? '' : decode(name),
    verdict,
    reasons: reasons.split(','),
    granted: BigInt(`0x${granted}`),
    excess: BigInt(`0x${excess}`),
    unknown: unknown ? unknown.split(',').map(decode) : [],
  };
}

/** A case; an error for what is not understood. */
export function read(folder) {
  const once = {};
  const repeated = Object.fromEntries(REPEATED.map((key) => [key, []]));
  for (const line of readFileSync(join(folder, 'case'), 'utf8').split('\n').slice(0, -1)) {
    const [key] = line.split(' ', 1);
    const value = line.slice(key.length + 1);
    if (REPEATED.includes(key)) repeated[key].push(value);
    else if (ONCE.includes(key) && !(key in once)) once[key] = value;
    else throw new Error(`${basename(folder)}: unknown or repeated key '${key}'`);
  }
  if (!('why' in once)) throw new Error(`${basename(folder)}: no line 'why'`);
  return { folder, once, repeated, expectations: repeated.expect.map(expectation) };
}
