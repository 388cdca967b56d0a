import protobuf from 'protobufjs/minimal.js';
import type { Writer } from './wire-writer.js';

/** The size of the memory that messages share, because allocating some for each would cost more than writing it. */
const chunkBytes = 65_536;
/** Room for a message that is a little larger than the one before it. */
const slack = 256;
/** The largest message that shares memory; larger ones get their own. */
const smallBytes = chunkBytes / 8;

let idle: Writer | undefined;

/**
 * Gives the bytes that `write` writes. Room for `expected` bytes saves growing. The memory around the bytes belongs to
 * other messages.
 */
export function written(expected: number, write: (writer: Writer) => void): Uint8Array {
  const writer = idle ?? protobuf.Writer.create();
  // Taken, so that nobody else writes there until it is given back; one that was left in the middle never is.
  idle = undefined;
  const room = expected + slack;
  if (writer.buf.length - writer.pos < room) {
    writer.buf = Buffer.allocUnsafeSlow(expected > smallBytes ? room : chunkBytes);
    writer.pos = 0;
  }
  const start = writer.pos;
  write(writer);
  idle = writer;
  return new Uint8Array(writer.buf.buffer, writer.buf.byteOffset + start, writer.pos - start);
}
