import { isUtf8 } from 'node:buffer';
import protobuf from 'protobufjs/minimal.js';
import type { Init } from './messages.js';
import type { Codec } from './methods.js';
import { InvalidUtf8Error } from './invalid-utf8-error.js';
import { ProtocolError } from './protocol-error.js';
import { type Reader, refuseMistyped, shareBytes } from './wire-reader.js';
import { type Writer, mismatch } from './wire-writer.js';
import { written } from './writers.js';
import { WrongWireTypeError } from './wrong-wire-type-error.js';

/** Joins the generated halves of one message into a {@link Codec}. */
export function codec<T>(
  name: string,
  read: (reader: Reader, end: number) => T,
  write: (writer: Writer, message: Init<T>) => void,
): Codec<T> {
  let expected = 0;
  return {
    encode(message) {
      if (typeof message !== 'object' || message === null) throw mismatch(name, message, 'an object');
      const bytes = written(expected, (writer) => write(writer, message));
      expected = bytes.length;
      return bytes;
    },
    decode(bytes, { strictUtf8 = false, strictTypes = false, sharesBytes = false } = {}) {
      try {
        // protobufjs reads strings of a Buffer several times faster than those of a plain Uint8Array.
        const reader = protobuf.Reader.create(
          Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        );
        if (strictUtf8) reader.string = strictString;
        shareBytes(sharesBytes ? reader : undefined);
        refuseMistyped(strictTypes);
        return read(reader, reader.len);
      } catch (cause) {
        if (cause instanceof InvalidUtf8Error || cause instanceof WrongWireTypeError) throw cause;
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new ProtocolError(`${name}: ${bytes.length} bytes that are not such a message: ${reason}`, { cause });
      }
    },
  };
}

function strictString(this: Reader): string {
  const bytes = this.bytes();
  if (!isUtf8(bytes)) throw new InvalidUtf8Error(`a string of ${bytes.length} bytes that are no UTF-8`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
