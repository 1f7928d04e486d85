// A judged subject. Results are drawn in batches in another thread; what loops ask for comes packed
// with the batch, the rest is fetched when it is first asked for.

import { CapabilitySet } from './capabilities.js';
import { native, tables } from './native.js';

// The numbers of a result: these, then REASON for each of its reasons.
const VERDICT = 0;
const WAIVED = 1;
const SEVERITY = 2;
const KIND = 3;
const CHANGE = 4;
const NAME = 5; // begin and end in the batch's text
const REASONS = 7; // how many
const HEAD = 8;
const REASON = 5; // number, the two halves of its capabilities, begin and end of its message

export const FORMS = ['smallest', 'least'];

function reasonAt(batch, at) {
  const { numbers, text } = batch;
  return {
    code: tables.reasons[numbers[at]],
    capabilities: CapabilitySet.fromHalves(numbers[at + 1], numbers[at + 2]),
    message: text.slice(numbers[at + 3], numbers[at + 4]),
  };
}

function kernelOf(kernel) {
  return kernel && {
    complete: kernel.complete,
    bounding: CapabilitySet.fromBits(kernel.bounding),
    effective: CapabilitySet.fromBits(kernel.effective),
  };
}

export class Result {
  #batch;
  #index;
  #at;
  #details = null;

  /** @internal */
  constructor(batch, index, at) {
    this.#batch = batch;
    this.#index = index;
    this.#at = at;
  }

  get verdict() {
    return tables.verdicts[this.#batch.numbers[this.#at + VERDICT]];
  }

  get waived() {
    return this.#batch.numbers[this.#at + WAIVED] !== 0;
  }

  get severity() {
    return tables.severities[this.#batch.numbers[this.#at + SEVERITY]];
  }

  get kind() {
    return tables.kinds[this.#batch.numbers[this.#at + KIND]];
  }

  get change() {
    return tables.changes[this.#batch.numbers[this.#at + CHANGE]] || null;
  }

  get name() {
    const { numbers, text } = this.#batch;
    return text.slice(numbers[this.#at + NAME], numbers[this.#at + NAME + 1]);
  }

  get reasons() {
    const count = this.#batch.numbers[this.#at + REASONS];
    const reasons = [];
    for (let i = 0; i < count; i++)
      reasons.push(reasonAt(this.#batch, this.#at + HEAD + i * REASON));
    return reasons;
  }

  #more() {
    return (this.#details ??= native.resultDetails(this.#batch.handle, this.#index));
  }

  get waiver() {
    if (!this.waived) return null;
    const { waiverReason, waiverOwner, waiverTicket, waiverExpires } = this.#more();
    return {
      reason: waiverReason, owner: waiverOwner, ticket: waiverTicket, expires: waiverExpires,
    };
  }

  get id() {
    return this.#more().id;
  }

  get image() {
    return this.#more().image;
  }

  get state() {
    return this.#more().state;
  }

  get user() {
    return this.#more().user;
  }

  get target() {
    return this.#more().target;
  }

  get service() {
    return this.#more().service;
  }

  get location() {
    return this.#more().location;
  }

  get evidence() {
    const { privileged, capAdd, capDrop, kernel, rollout } = this.#more().evidence;
    return { privileged, capAdd, capDrop, kernel: kernelOf(kernel), rollout };
  }

  get granted() {
    return CapabilitySet.fromBits(this.#more().granted);
  }

  get excess() {
    return CapabilitySet.fromBits(this.#more().excess);
  }

  get required() {
    return CapabilitySet.fromBits(this.#more().required);
  }

  get unknownCapabilities() {
    return this.#more().unknownCapabilities;
  }

  get remedies() {
    return this.#more().remedies;
  }

  fix(form = 'smallest') {
    const number = FORMS.indexOf(form);
    if (number < 0) throw new TypeError(`there is no form '${form}'`);
    return native.resultFix(this.#batch.handle, this.#index, number);
  }

  /** The object of the JSON report: what JSON.stringify() takes. */
  toJSON() {
    return JSON.parse(this.toJSONText());
  }

  toJSONText() {
    return native.resultJson(this.#batch.handle, this.#index);
  }

  close() {
    native.resultClose(this.#batch.handle, this.#index);
  }

  [Symbol.dispose]() {
    this.close();
  }

  /** @internal For a renderer: [batch, index]. */
  static place(result) {
    return [result.#batch.handle, result.#index];
  }
}

/** The results of a batch as the addon gives it. */
export function resultsOf(batch) {
  const results = [];
  let at = 0;
  for (let i = 0; i < batch.count; i++) {
    results.push(new Result(batch, i, at));
    at += HEAD + batch.numbers[at + REASONS] * REASON;
  }
  return results;
}
