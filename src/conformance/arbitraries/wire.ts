import * as fc from 'fast-check';

/**
 * Generates a valid field of a number that no message of the protocol uses, in any of the wire types.
 *
 * @since 0.1.0
 */
export function unknownField(): fc.Arbitrary<Uint8Array> {
  const number = fc.integer({ min: 1000, max: 0x1fff_ffff });
  return fc.oneof(
    fc.tuple(number, fc.integer({ min: 0, max: 0x7f })).map(([n, value]) => Uint8Array.of(...tag(n, 0), value)),
    fc.tuple(number, fixed(8)).map(([n, value]) => Uint8Array.of(...tag(n, 1), ...value)),
    fc
      .tuple(number, fc.uint8Array({ maxLength: 100 }))
      .map(([n, value]) => Uint8Array.of(...tag(n, 2), value.length, ...value)),
    fc.tuple(number, fixed(4)).map(([n, value]) => Uint8Array.of(...tag(n, 5), ...value)),
  );
}

/**
 * Generates bytes that are no protobuf message, whatever its fields.
 *
 * @since 0.1.0
 */
export function undecodable(): fc.Arbitrary<Uint8Array> {
  const stray = fc.uint8Array({ maxLength: 20 });
  return fc.oneof(
    // A string of more bytes than follow.
    stray.map((rest) => Uint8Array.of(0x0a, rest.length + 1, ...rest)),
    // A tag that never ends.
    fc.integer({ min: 1, max: 9 }).map((length) => new Uint8Array(length).fill(0xff)),
    // Field number 0.
    stray.map((rest) => Uint8Array.of(0x02, rest.length, ...rest)),
    // Wire type 7.
    stray.map((rest) => Uint8Array.of(0x0f, ...rest)),
  );
}

/** Generates a message whose field 1 holds bytes that are no UTF-8. */
export function invalidUtf8(): fc.Arbitrary<Uint8Array> {
  const broken = fc.constantFrom([0xff], [0xc3], [0x80], [0xed, 0xa0, 0x80], [0xc0, 0xaf]);
  const around = fc.string({ unit: 'grapheme-ascii', maxLength: 8 });
  return fc.tuple(around, broken, around).map(([before, bad, after]) => {
    const text = [...Buffer.from(before), ...bad, ...Buffer.from(after)];
    return Uint8Array.of(0x0a, text.length, ...text);
  });
}

/** Generates a message whose field 1 is a number. */
export function refAsVarint(): fc.Arbitrary<Uint8Array> {
  return fc.integer({ min: 0, max: 0x7f }).map((value) => Uint8Array.of(0x08, value));
}

function fixed(length: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: length, maxLength: length });
}

/**
 * A tag in base 128, least significant group first. It divides rather than shifts, because 2^29 times 8 exceeds the 32
 * bits of JavaScript's shifts.
 */
function tag(number: number, wireType: number): number[] {
  const groups: number[] = [];
  let rest = number * 8 + wireType;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) groups.push((rest % 128) | 0x80);
  return [...groups, rest];
}
