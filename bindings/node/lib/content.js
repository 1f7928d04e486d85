// What scanners load to decide the check themselves.

import { native, tables } from './native.js';
import { pour, writerTo } from './sink.js';

export const contents = Object.freeze(tables.content.map(Object.freeze));

export async function readContent(name) {
  return (await native.contentWrite(name)).toString();
}

export async function writeContent(sink, name) {
  const write = writerTo(sink);
  await pour(await native.contentWrite(name), write);
}
