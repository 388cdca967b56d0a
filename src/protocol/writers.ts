import protobuf from 'protobufjs/minimal.js';
import type { Writer } from './wire-writer.js';

/** Messages share memory of this size: to allocate some for each would cost more than to write it. */
const chunkBytes = 65_536;
/** For what is a little larger than the message before it. */
const slack = 256;
/** A message that is larger gets memory of its own. */
const smallBytes = chunkBytes / 8;

let idle: Writer | undefined;

/** What `write` writes; room for `expected` bytes saves growing. The memory around it is other messages'. */
export function written(expected: number, write: (writer: Writer) => void): Uint8Array {
  const writer = idle ?? protobuf.Writer.create();
  // Nobody else's until it is given back; one that was left in the middle never is.
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
