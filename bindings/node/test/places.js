// Where the tests find the project's own files.

import { join, resolve } from 'node:path';

export const PACKAGE = resolve(import.meta.dirname, '..');
export const SOURCE = process.env.CISDOCKER_SOURCE ?? resolve(PACKAGE, '..', '..');
export const SCENARIOS = join(SOURCE, 'tests', 'scenarios');
export const HOST = join(SOURCE, 'examples', 'host', 'inspect.json');
