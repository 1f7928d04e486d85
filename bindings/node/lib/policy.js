// What a site requires and what it accepts.

import { CapabilitySet } from './capabilities.js';
import { native } from './native.js';

export class Policy {
  #handle;

  /** @internal */
  constructor(handle) {
    this.#handle = handle;
  }

  static async load(path) {
    return new Policy(await native.policyLoad(path));
  }

  static async parse(source, name = 'policy') {
    return new Policy(await native.policyParse(name, Buffer.from(source)));
  }

  get file() {
    return native.policyInfo(this.#handle).file;
  }

  get entries() {
    return native.policyInfo(this.#handle).entries.map((entry) => ({
      ...entry, capabilities: CapabilitySet.fromBits(entry.capabilities),
    }));
  }

  explain(now = new Date(), options = {}) {
    return native.policyExplain(this.#handle, Math.floor(now.getTime() / 1000), options);
  }

  close() {
    native.close(this.#handle);
  }

  [Symbol.dispose]() {
    this.close();
  }

  /** @internal For an audit. */
  static handle(policy) {
    return policy.#handle;
  }
}
