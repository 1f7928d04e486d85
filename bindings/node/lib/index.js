// Decides CIS Docker Benchmark 5.4 for containers, with libcisdocker. The types say it all.

import { homedir } from 'node:os';
import { join } from 'node:path';

import { native, tables } from './native.js';

export { Audit } from './audit.js';
export {
  CapabilitySet, capabilities, defaultCapabilities, findCapability, nearestCapability,
} from './capabilities.js';
export { contents, readContent, writeContent } from './content.js';
export { CisdockerError } from './native.js';
export { Policy } from './policy.js';
export { Renderer } from './renderer.js';
export { Report, Results } from './report.js';
export { Result } from './result.js';

export const version = tables.version;
export const rules = Object.freeze(tables.rules.map(Object.freeze));
export const verdicts = Object.freeze(tables.verdicts);
export const profiles = Object.freeze(tables.profiles);
export const severities = Object.freeze(tables.severities);
export const subjectKinds = Object.freeze(tables.kinds);
export const changes = Object.freeze(tables.changes.slice(1));
export const reasonCodes = Object.freeze(tables.reasons);
export const formats = Object.freeze(tables.formats);
export const noteKinds = Object.freeze(tables.notes);
export const capabilityClasses = Object.freeze(tables.classes);
export const errorCodes = Object.freeze(tables.codes.slice(1));

export function findRule(number) {
  return native.ruleFind(number);
}

export function loadContext(name = null, folder = join(homedir(), '.docker')) {
  return native.contextLoad(folder, name);
}
