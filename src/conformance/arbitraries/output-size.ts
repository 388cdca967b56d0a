import * as fc from 'fast-check';

/** Sizes around the edges of every buffer between a process and its client. */
const edges = [1, 4095, 4096, 4097, 8192, 32_767, 32_768, 32_769, 65_536, 131_073];

/**
 * Generates how many bytes a process writes: at least one, and at most `max` (200,000 by default).
 *
 * @example property(arbitraries.outputSize({ max: 10_000 }), async (trial, bytes) => checkOutput(trial, bytes));
 * @since 0.1.0
 */
export function outputSize({ max = 200_000 }: { readonly max?: number } = {}): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: 1, max: 5000 }),
    fc.constantFrom(...edges.filter((edge) => edge <= max)),
    // Without fast-check's bias to small numbers, of which the first line has enough.
    fc.noBias(fc.integer({ min: 1, max })),
  );
}
