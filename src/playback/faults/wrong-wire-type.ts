import type { Codec } from '../../protocol/methods.js';

/** Field 1 as a number, for a message that has no field. */
const numberAsFirstField = [0x08, 0x01];

/**
 * Writes a message as another revision would; where that makes no difference, its first field has another wire type.
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

/** Gives the first field another wire type: a number becomes nothing of a length, and anything else a number. */
function flip(message: Uint8Array): Uint8Array {
  if (message.length === 0) return Uint8Array.from(numberAsFirstField);
  const tag = varintAt(message, 0);
  const wireType = tag.value & 0x07;
  const field = tag.value - wireType;
  const flipped = wireType === 0 ? [...varint(field + 2), 0] : [...varint(field), 1];
  return Uint8Array.from([...flipped, ...message.subarray(endOfField(message, tag.end, wireType))]);
}

function endOfField(message: Uint8Array, start: number, wireType: number): number {
  switch (wireType) {
    case 0:
      return varintAt(message, start).end;
    case 1:
      return start + 8;
    case 2: {
      const length = varintAt(message, start);
      return length.end + length.value;
    }
    case 5:
      return start + 4;
    default:
      return message.length;
  }
}

function varintAt(message: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < message.length; at++) {
    const byte = message[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return { value, end: message.length };
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))];
}
