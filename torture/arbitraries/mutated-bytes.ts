import * as fc from 'fast-check';

type Edit = (bytes: Uint8Array) => Uint8Array;

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 0x7f, 0x80, 0xff));

/** A change at a place that is told as a part of the whole: it fits bytes of any length. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, fc.nat({ max: 7 })).map(([at, bit]): Edit => replaced(at, 1, (old) => [(old[0] ?? 0) ^ (1 << bit)])),
  fc.tuple(place, byte).map(([at, value]): Edit => replaced(at, 1, () => [value])),
  fc.tuple(place, fc.integer({ min: 1, max: 16 })).map(([at, length]): Edit => replaced(at, length, () => [])),
  fc
    .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 16 }))
    .map(([at, more]): Edit => replaced(at, 0, () => [...more])),
  fc
    .tuple(place, fc.integer({ min: 1, max: 32 }))
    .map(([at, length]): Edit => replaced(at, length, (old) => [...old, ...old])),
  place.map(
    (at): Edit =>
      (bytes) =>
        bytes.subarray(0, Math.floor(at * bytes.length)),
  ),
);

/** These bytes, changed in a few places: bits flipped, bytes replaced, lost, put in, doubled, the end cut off. */
export function mutatedBytes(original: fc.Arbitrary<Uint8Array>, most = 4): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(original, fc.array(edit, { maxLength: most }))
    .map(([bytes, edits]) => edits.reduce((changed, change) => change(changed), bytes));
}

function replaced(at: number, length: number, by: (old: Uint8Array) => readonly number[]): Edit {
  return (bytes) => {
    const from = Math.floor(at * (bytes.length + (length === 0 ? 1 : 0)));
    const old = bytes.subarray(from, from + length);
    return Buffer.concat([bytes.subarray(0, from), Uint8Array.from(by(old)), bytes.subarray(from + length)]);
  };
}
