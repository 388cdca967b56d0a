import * as fc from 'fast-check';

/** All orders of `calls`. */
export function callOrder<T>(calls: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...calls], { minLength: calls.length });
}
