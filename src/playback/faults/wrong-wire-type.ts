import type { Codec } from '../../protocol/methods.js';

/** Field 1 as a number, for messages whose first field never is one. */
const numberAsFirstField = [0x08, 0x01];

/**
 * Writes a message as another revision would; where that makes no difference, its first field gets another wire type.
 */
export function wronglyTyped(message: Uint8Array, codec: Codec<unknown>, otherCodec: Codec<unknown>): Uint8Array {
  const rewritten = rewrite(message, codec, otherCodec);
  return rewritten === undefined || Buffer.compare(rewritten, message) === 0 ? flip(message) : rewritten;
}

function rewrite(message: Uint8Array, from: Codec<unknown>, to: Codec<unknown>): Uint8Array | undefined {
  try {
    return to.encode(from.decode(message));
  } catch {
    return undefined;
  }
}

/** Replaces the first field by a number. */
function flip(message: Uint8Array): Uint8Array {
  return Uint8Array.from([...numberAsFirstField, ...message.subarray(endOfFirstField(message))]);
}

/** The end of the first field, which in this service is always length-delimited with a tag of one byte. */
function endOfFirstField(message: Uint8Array): number {
  let length = 0;
  for (let at = 1; at < message.length && at < 6; at++) {
    const byte = message[at] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * (at - 1));
    if (byte < 0x80) return Math.min(at + 1 + length, message.length);
  }
  return message.length;
}
