// What an audit found: rule, targets, counts, notes, and results where they were collected.

import { native, numberOf, tables } from './native.js';
import { FORMS, resultsOf } from './result.js';
import { pour, writerTo } from './sink.js';

const AROUND = 64; // where a batch for one result begins: a multiple of this

function time(seconds) {
  return seconds === 0 ? null : new Date(seconds * 1000);
}

export class Results {
  #handle;
  #first = 0;
  #batch = [];

  /** @internal */
  constructor(handle) {
    this.#handle = handle;
    this.length = native.reportInfo(handle).resultCount;
  }

  at(index) {
    const at = index < 0 ? index + this.length : index;
    if (!Number.isInteger(at) || at < 0 || at >= this.length) return undefined;
    if (at < this.#first || at >= this.#first + this.#batch.length) {
      this.#first = at - (at % AROUND);
      this.#batch = resultsOf(native.reportResults(this.#handle, this.#first));
    }
    return this.#batch[at - this.#first];
  }

  *[Symbol.iterator]() {
    for (let first = 0; first < this.length;) {
      const batch = resultsOf(native.reportResults(this.#handle, first));
      yield* batch;
      first += batch.length;
    }
  }
}

export class Report {
  #handle;

  /** @internal */
  constructor(handle) {
    this.#handle = handle;
  }

  static async load(...paths) {
    return new Report(await native.reportLoad(paths));
  }

  static async parse(source, name = '-') {
    return new Report(await native.reportParse(name, Buffer.from(source)));
  }

  compare(baseline, name = 'baseline') {
    native.reportCompare(this.#handle, name, baseline.#handle);
  }

  get baseline() {
    return native.reportInfo(this.#handle).baseline;
  }

  get changes() {
    return native.reportInfo(this.#handle).changes;
  }

  newFailures(atLeast = 'low') {
    numberOf(tables.severities, atLeast, 'severity');
    return native.reportInfo(this.#handle).newFailures[atLeast];
  }

  get fixed() {
    return native.reportInfo(this.#handle).fixed;
  }

  get rule() {
    return tables.rules.find((rule) => rule.id === native.reportInfo(this.#handle).rule);
  }

  get profile() {
    return native.reportInfo(this.#handle).profile;
  }

  get started() {
    return new Date(native.reportInfo(this.#handle).started * 1000);
  }

  get finished() {
    return time(native.reportInfo(this.#handle).finished);
  }

  get counts() {
    return native.reportInfo(this.#handle).counts;
  }

  get waived() {
    return native.reportInfo(this.#handle).waived;
  }

  failures(atLeast = 'low') {
    numberOf(tables.severities, atLeast, 'severity');
    return native.reportInfo(this.#handle).failures[atLeast];
  }

  get targets() {
    return native.reportInfo(this.#handle).targets;
  }

  get policies() {
    return native.reportInfo(this.#handle).policies;
  }

  get notes() {
    return native.reportInfo(this.#handle).notes;
  }

  get results() {
    return new Results(this.#handle);
  }

  get exitStatus() {
    const { counts, targets } = native.reportInfo(this.#handle);
    if (counts.fail > 0) return 1;
    const complete = targets.every((target) => target.complete);
    return counts.error + counts.unknown > 0 || !complete ? 3 : 0;
  }

  async #bytes(format, options) {
    const number = numberOf(tables.formats, format, 'format');
    return native.reportRender(this.#handle, number, options);
  }

  async render(format, options = {}) {
    return (await this.#bytes(format, options)).toString();
  }

  async write(sink, format, options = {}) {
    const write = writerTo(sink);
    await pour(await this.#bytes(format, options), write);
  }

  async override(form = 'smallest') {
    const number = numberOf(FORMS, form, 'form');
    return (await native.reportOverride(this.#handle, number)).toString();
  }

  async editCompose(name, source, form = 'smallest') {
    const number = numberOf(FORMS, form, 'form');
    const text = Buffer.from(source);
    return (await native.reportEditCompose(this.#handle, number, name, text)).toString();
  }

  async proposePolicy(days = 90) {
    return (await native.reportProposePolicy(this.#handle, days)).toString();
  }

  close() {
    native.close(this.#handle);
  }

  [Symbol.dispose]() {
    this.close();
  }

  /** @internal For a renderer. */
  static handle(report) {
    return report.#handle;
  }
}
