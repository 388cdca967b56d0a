import { isDeepStrictEqual } from 'node:util';

/**
 * Whether two values are equal. Any kind of byte array equals any other with the same bytes, and an undefined field
 * counts as none.
 */
export function deepEqual(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(normalised(a), normalised(b));
}

function normalised(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, normalised(item)]),
  );
}
