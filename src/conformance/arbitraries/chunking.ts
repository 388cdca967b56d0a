import * as fc from 'fast-check';

/**
 * Bytes already cut into the messages in which they are sent.
 *
 * @since 0.1.0
 */
export type Chunks = readonly Uint8Array[];

/** Sizes at which controllers cut (BuildKit's forwarder, buildx's buffers, HTTP/2's first window) and their neighbours. */
const telling = [4095, 4096, 4097, 32_767, 32_768, 32_769, 65_536, 100_000];

/**
 * Generates bytes in chunks, each from 1 byte to more than any buffer on the way holds.
 *
 * @since 0.1.0
 */
export function chunkedBytes(): fc.Arbitrary<Chunks> {
  const size = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 64 }) },
    { weight: 2, arbitrary: fc.constantFrom(...telling) },
  );
  return fc
    .tuple(fc.noBias(fc.array(size, { maxLength: 7, size: 'max' })), fc.constantFrom(...telling), fc.nat({ max: 255 }))
    .map(([sizes, last, salt]) => [...sizes, last].map((length, index) => pattern(length, salt + index)));
}

/**
 * Generates ways to cut a text that is known only later into any number of chunks, some of them empty.
 *
 * @since 0.1.0
 */
export function cuts(): fc.Arbitrary<(text: string) => Chunks> {
  // Not fc.double, because most of its values are next to nothing.
  const share = fc.noBias(fc.integer({ min: 0, max: 1000 })).map((thousandths) => thousandths / 1000);
  return fc.noBias(fc.array(share, { maxLength: 12, size: 'max' })).map((shares) => {
    const cut = (text: string): Chunks => cutAt(text, shares);
    return Object.assign(cut, { [fc.toStringMethod]: () => `cut at ${shares.join(', ')}` });
  });
}

/** Cuts `text` at these shares of its length. */
export function cutAt(text: string, shares: readonly number[]): Chunks {
  const bytes = new TextEncoder().encode(text);
  const edges = [0, ...shares.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b), bytes.length];
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
}

/**
 * Bytes in which a lost, doubled or moved stretch shows, because the step is prime to 256 and every chunk starts with
 * another byte.
 */
function pattern(length: number, start: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) bytes[index] = start * 31 + index * 7 + (index >> 8);
  return bytes;
}
