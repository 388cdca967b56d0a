import { InvalidUtf8Error } from '../protocol/invalid-utf8-error.js';
import type { ProtocolError } from '../protocol/protocol-error.js';
import { WrongWireTypeError } from '../protocol/wrong-wire-type-error.js';
import { transportWording } from './transport-wording.js';

/** A Go library that reads messages. */
export type RequestReader = 'golang' | 'vtproto';

/** What a library takes (docs/real-controller.md §9.1): the one refuses what is no UTF-8, the other wrong wire types. */
export const takenBy = {
  golang: { strictUtf8: true, sharesBytes: true },
  vtproto: { strictTypes: true, sharesBytes: true },
} as const;

/** What a library says of bytes that are no message. */
export function readerWording(reader: RequestReader, error: ProtocolError): string {
  const { invalidUtf8, invalidWireFormat, truncated, illegalWireType } = transportWording;
  if (reader === 'golang') return error instanceof InvalidUtf8Error ? invalidUtf8 : invalidWireFormat;
  if (error instanceof WrongWireTypeError) return error.message;
  const wireType = /invalid wire type (\d)/.exec(error.message)?.[1];
  return wireType === undefined ? truncated : illegalWireType(wireType);
}
