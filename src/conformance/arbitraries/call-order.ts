import * as fc from 'fast-check';

/**
 * Generates the orders in which `calls` can be made.
 *
 * @since 0.1.0
 */
export function callOrder<T>(calls: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...calls], { minLength: calls.length });
}
