/** The finalizer of MurmurHash3: numbers of 32 bits that differ in one of them have nothing in common afterwards. */
export function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}

/** 2^32 by the golden ratio: steps of it, modulo 2^32, never come back soon. */
export const goldenStep = 0x9e3779b9;
