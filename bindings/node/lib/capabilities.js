// Capabilities: what is known of each, and sets of them.

import { native, tables } from './native.js';

const NAMES = tables.capabilities.map((capability) => capability.name);
const BITS = 64;

export const capabilities = Object.freeze(tables.capabilities.map(Object.freeze));

function nameOf(number) {
  return NAMES[number] ?? `CAP_${number}`;
}

/** The number of a name, -1 for what is none. */
function numberOfName(name) {
  if (typeof name !== 'string' || name.includes('\0')) return -1;
  const match = /^CAP_(\d{1,2})$/.exec(name);
  return match && Number(match[1]) < BITS ? Number(match[1]) : native.capabilityNumber(name);
}

export class CapabilitySet {
  #low;
  #high;

  constructor(names = []) {
    let bits = 0n;
    for (const name of names) {
      const number = numberOfName(name);
      if (number < 0) throw new RangeError(`unknown capability '${name}'`);
      bits |= 1n << BigInt(number);
    }
    this.#low = Number(bits & 0xffffffffn);
    this.#high = Number(bits >> 32n);
  }

  static fromBits(bits) {
    if (bits < 0n || bits >> 64n) throw new RangeError('bits of capabilities out of range');
    return CapabilitySet.fromHalves(Number(bits & 0xffffffffn), Number(bits >> 32n));
  }

  /** @internal */
  static fromHalves(low, high) {
    const made = new CapabilitySet();
    made.#low = low;
    made.#high = high;
    return made;
  }

  get bits() {
    return (BigInt(this.#high) << 32n) | BigInt(this.#low);
  }

  get size() {
    return [...this].length;
  }

  has(name) {
    const number = numberOfName(name);
    return number >= 0 && this.#hasNumber(number);
  }

  #hasNumber(number) {
    return (((number < 32 ? this.#low : this.#high) >>> (number % 32)) & 1) === 1;
  }

  *[Symbol.iterator]() {
    for (let number = 0; number < BITS; number++)
      if (this.#hasNumber(number)) yield nameOf(number);
  }

  toJSON() {
    return [...this];
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth, options, inspect) {
    return `CapabilitySet ${inspect([...this], options)}`;
  }
}

export const defaultCapabilities = CapabilitySet.fromBits(tables.defaults);

export function findCapability(name) {
  const number = numberOfName(name);
  return number >= 0 && number < NAMES.length ? capabilities[number] : null;
}

export function nearestCapability(name) {
  return native.capabilityNearest(name);
}
