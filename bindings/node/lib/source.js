// Where saved output comes from: anything that yields bytes, as a function of a size.

const NOTHING = Buffer.alloc(0);

/** A function (size) that returns at most so many bytes, none at the end, maybe as a promise. */
export function readerOf(source) {
  if (typeof source === 'function') return source;
  const chunks = source?.[Symbol.asyncIterator]?.() ?? source?.[Symbol.iterator]?.();
  if (chunks === undefined) throw new TypeError('a function, a stream or an iterable is needed');
  let rest = NOTHING;
  return async (size) => {
    while (rest.length === 0) {
      const { done, value } = await chunks.next();
      if (done) return NOTHING;
      rest = Buffer.from(value);
    }
    const piece = rest.subarray(0, size);
    rest = rest.subarray(size);
    return piece;
  };
}

/** What a reader returned, as a Buffer of at most `size` bytes. */
export function checked(data, size) {
  if (data === null || data === undefined) return NOTHING;
  if (typeof data === 'string' || !ArrayBuffer.isView(data))
    throw new TypeError('a reader returns a Buffer or Uint8Array');
  if (data.byteLength > size)
    throw new RangeError(`a reader was asked for ${size} bytes and returned ${data.byteLength}`);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
