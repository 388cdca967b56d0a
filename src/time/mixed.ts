/** The finalizer of MurmurHash3: makes 32-bit numbers that differ in a single bit entirely different. */
export function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}

/**
 * 2^32 divided by the golden ratio: repeated steps of it, modulo 2^32, take long to come back near an earlier value.
 */
export const goldenStep = 0x9e3779b9;
