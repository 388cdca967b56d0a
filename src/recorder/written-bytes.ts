import { base64 } from '../protocol/base64.js';
import { textOf } from '../scenarios/text-of.js';

/** Writes bytes as text where they are text, else in base64. */
export function writtenBytes(bytes: Uint8Array): string | { readonly base64: string } {
  return textOf(bytes) ?? { base64: base64(bytes) };
}
