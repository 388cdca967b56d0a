import type { Revision } from '../src/protocol/revision.js';

/** What all subjects speak. */
export const revision: Revision = '2023-04';

/** The same bytes, as grpc-js wants them. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
