// The addon, loaded with an error that says what to do, and the errors it makes.

import { createRequire } from 'node:module';

/** A call failed: `code` says of what kind, `message` why, in one line. */
export class CisdockerError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'CisdockerError';
    this.code = code;
  }
}

const LEAST = '0.1.0';
const ADVICE =
  `install libcisdocker ${LEAST} or newer, or name the folder of libcisdocker.so.0 in ` +
  'LD_LIBRARY_PATH';

function refuse(message, cause) {
  const error = new Error(`${message}: ${ADVICE}`, { cause });
  error.code = 'ERR_CISDOCKER_LIBRARY';
  return error;
}

function load() {
  const path = process.env.CISDOCKER_ADDON ?? '../build/cisdocker.node';
  try {
    return createRequire(import.meta.url)(path);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND')
      throw refuse("the addon is not built: run 'npm run build'", error);
    const old = /undefined symbol|version `/.test(error.message);
    const what = old ? 'libcisdocker is too old' : 'cannot load libcisdocker';
    throw refuse(`${what}: ${error.message}`, error);
  }
}

function isOlder(version) {
  const [found, least] = [version, LEAST].map((text) => text.split('.').map(Number));
  const at = least.findIndex((number, i) => number !== found[i]);
  return at >= 0 && found[at] < least[at];
}

export const native = load();

/** What the library knows by itself. */
export const tables = native.begin((code, message) => new CisdockerError(code, message));

// At the end of the process nobody waits for an engine: what is at work is stopped.
process.on('exit', () => native.end());

if (isOlder(tables.version)) throw refuse(`libcisdocker ${tables.version} is too old`);

/** The library's number of a word; TypeError for a word that it does not have. */
export function numberOf(words, word, what) {
  const number = words.indexOf(word);
  if (number < 0) throw new TypeError(`there is no ${what} '${word}'`);
  return number;
}
