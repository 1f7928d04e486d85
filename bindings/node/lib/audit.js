// One run of a rule over targets, as an async iterator of results.

import { CisdockerError, native, numberOf, tables } from './native.js';
import { Policy } from './policy.js';
import { Report } from './report.js';
import { resultsOf } from './result.js';
import { checked, readerOf } from './source.js';

const KERNEL = ['auto', 'on', 'off'];
// The numbers of what the addon sets and adds.
const SET = { profile: 0, kernel: 1, services: 2, time: 3 };
const ADD = { inspect: 0, root: 1, command: 2, trustLabel: 3 };
const PROGRESS = -1; // who is asked: this, or the number of a reader
const FAILED = -1;

function assignments(environment) {
  return Object.entries(environment).map(([key, value]) => `${key}=${value}`);
}

function cancelled() {
  return new CisdockerError('cancelled', 'cancelled');
}

// A signal may live as long as the process: it must not remember every audit that ever listened.
const forgotten = new FinalizationRegistry((unlisten) => unlisten());

export class Audit {
  #handle;
  #queue = [];
  #drawn = 0;
  #ended = false;
  #cancelled = false;
  #closed = false;
  #filling = null;
  #progress = null;
  #readers = [];
  #thrown = [];
  #unlisten = () => {};

  constructor(options = {}) {
    const { rule = '5.4', profile = 'cis', kernel = 'auto', services = true } = options;
    const { policies = [], trustLabel, time, progress, signal } = options;

    this.#handle = native.auditNew(rule);
    this.#set('profile', numberOf(tables.profiles, profile, 'profile'));
    this.#set('kernel', numberOf(KERNEL, kernel, 'use of the kernel'));
    this.#set('services', services ? 1 : 0);
    if (trustLabel !== undefined) this.#add('trustLabel', trustLabel);
    if (time !== undefined) this.#set('time', Math.floor(Number(time) / 1000));
    for (const policy of policies) this.addPolicy(policy);
    if (progress !== undefined) this.#watch(progress);
    if (signal !== undefined) this.#obey(signal);
  }

  #set(what, number) {
    native.auditSet(this.#handle, SET[what], number);
  }

  #add(what, text) {
    native.auditAddText(this.#handle, ADD[what], text);
    return this;
  }

  /** Lets the addon ask. It must not keep the audit from being collected. */
  #watch(progress) {
    const self = new WeakRef(this);
    const ask = (...numbers) => {
      const audit = self.deref();
      if (audit) void audit.#answer(...numbers);
    };
    this.#progress = progress ?? this.#progress;
    native.auditWatch(this.#handle, ask, progress !== undefined);
  }

  #obey(signal) {
    if (signal.aborted) {
      this.cancel();
      return;
    }
    const self = new WeakRef(this);
    const abort = () => self.deref()?.cancel();
    signal.addEventListener('abort', abort, { once: true });
    this.#unlisten = () => signal.removeEventListener('abort', abort);
    forgotten.register(this, this.#unlisten);
  }

  /** Answers a question of the thread at work, which waits for it. */
  async #answer(which, first, second) {
    let status = 0;
    let data = Buffer.alloc(0);
    try {
      if (which === PROGRESS) status = (await this.#progress(first, second)) === true ? FAILED : 0;
      else data = checked(await this.#readers[which](first), first);
    } catch (error) {
      this.#thrown.push(error);
      status = FAILED;
    }
    if (!this.#closed) native.auditAnswer(this.#handle, status, data);
  }

  addPolicy(policy) {
    native.auditAddPolicy(this.#handle, Policy.handle(policy));
    return this;
  }

  setBaseline(baseline, name = 'baseline') {
    native.auditSetBaseline(this.#handle, name, Report.handle(baseline));
    return this;
  }

  select(key, value) {
    native.auditSelect(this.#handle, key, value);
    return this;
  }

  addEngine(uri, options = {}) {
    const { sshEnvironment } = options;
    native.auditAddEngine(this.#handle, uri, {
      ...options, sshEnvironment: sshEnvironment && assignments(sshEnvironment),
    });
    return this;
  }

  addInspect(path) {
    return this.#add('inspect', path);
  }

  addInspectReader(source, name = '-') {
    const read = readerOf(source);
    this.#watch();
    this.#readers.push(read);
    native.auditAddReader(this.#handle, name, this.#readers.length - 1);
    return this;
  }

  addCompose(files, options = {}) {
    const { environment = {} } = options;
    native.auditAddCompose(this.#handle, {
      ...options,
      files: typeof files === 'string' ? [files] : files,
      environment: assignments(environment),
    });
    return this;
  }

  addRoot(directory) {
    return this.#add('root', directory);
  }

  addCommand(line) {
    return this.#add('command', line);
  }

  /** Works in another thread; what a callback threw comes out of here. */
  async #work(call) {
    try {
      const value = await call(this.#handle);
      if (this.#closed) throw cancelled();
      return value;
    } catch (error) {
      throw this.#thrown.shift() ?? error;
    }
  }

  async #fill() {
    const batch = await this.#work(native.auditNext);
    if (this.#cancelled) {
      if (batch !== null) native.close(batch.handle);
      throw cancelled();
    }
    this.#ended = batch === null;
    this.#queue = batch === null ? [] : resultsOf(batch);
    this.#drawn = 0;
  }

  /** Frees what was drawn ahead: nobody will take it. */
  #forget() {
    for (const result of this.#queue.slice(this.#drawn)) result.close();
    this.#queue = [];
  }

  /** Whether a result drawn ahead waits to be taken. */
  get #ahead() {
    return this.#drawn < this.#queue.length;
  }

  #take() {
    return { done: false, value: this.#queue[this.#drawn++] };
  }

  async #draw() {
    while (!this.#ahead) {
      if (this.#thrown.length > 0) throw this.#thrown.shift();
      if (this.#ended) return { done: true, value: undefined };
      this.#filling ??= this.#fill().finally(() => {
        this.#filling = null;
      });
      await this.#filling;
    }
    return this.#take();
  }

  /** Most results are there already: they cost one promise. */
  next() {
    return this.#ahead ? Promise.resolve(this.#take()) : this.#draw();
  }

  [Symbol.asyncIterator]() {
    return { next: () => this.next(), return: async () => ({ done: true, value: undefined }) };
  }

  async collect() {
    if (this.#ahead)
      throw new CisdockerError('state', 'results drawn ahead would be missing: take them first');
    const handle = await this.#work(native.auditCollect);
    const report = new Report(handle);
    this.#ended = true;
    if (this.#thrown.length === 0) return report;
    report.close();
    throw this.#thrown.shift();
  }

  cancel() {
    if (this.#closed) return;
    native.auditCancel(this.#handle);
    this.#cancelled = !this.#ended;
    this.#forget();
  }

  get report() {
    return new Report(native.auditReport(this.#handle));
  }

  async close() {
    this.#closed = true;
    this.#unlisten();
    this.#forget();
    this.#ended = false;
    native.close(this.#handle);
    await this.#filling?.catch(() => {});
  }

  async [Symbol.asyncDispose]() {
    await this.close();
  }
}
