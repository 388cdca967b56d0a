import type { Bytes } from '../../scenarios/model/vertex-script.js';

/** The bytes that a script means. */
export function bytesOf(bytes: Bytes): Uint8Array {
  // A copy of its own: Buffer.from may give a part of a shared pool.
  return new Uint8Array(typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes.base64, 'base64'));
}
