import * as fc from 'fast-check';

/** Generates the orders in which `calls` can be made. */
export function callOrder<T>(calls: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...calls], { minLength: calls.length });
}
