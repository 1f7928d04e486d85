// Where text goes: a function, or a stream of Node.

const CHUNK = 1 << 16;

function toStream(stream, data) {
  return new Promise((resolve, reject) => {
    // A stream that has failed emits an error, too; the promise tells it.
    const quiet = () => {};
    stream.once('error', quiet);
    stream.write(data, (error) => {
      stream.off('error', quiet);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** A function that writes a Buffer and says when more can come. */
export function writerTo(sink) {
  if (typeof sink === 'function') return async (data) => sink(data);
  if (typeof sink?.write === 'function') return (data) => toStream(sink, data);
  throw new TypeError('a function or a writable stream is needed');
}

/** Writes a Buffer piece by piece, as fast as the sink takes it. */
export async function pour(data, write) {
  for (let at = 0; at < data.length; at += CHUNK) await write(data.subarray(at, at + CHUNK));
}
