// Turns results into text of a format while they come.

import { native, numberOf, tables } from './native.js';
import { Report } from './report.js';
import { Result } from './result.js';
import { pour, writerTo } from './sink.js';

export class Renderer {
  #handle;
  #write;

  constructor(report, format, sink, options = {}) {
    this.#write = writerTo(sink);
    const number = numberOf(tables.formats, format, 'format');
    this.#handle = native.rendererNew(Report.handle(report), number, options);
  }

  async add(result) {
    const data = native.rendererAdd(this.#handle, ...Result.place(result));
    if (data !== null) await pour(data, this.#write);
  }

  async finish() {
    const data = await native.rendererFinish(this.#handle);
    if (data !== null) await pour(data, this.#write);
  }

  close() {
    native.close(this.#handle);
  }

  [Symbol.dispose]() {
    this.close();
  }
}
