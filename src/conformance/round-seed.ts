/** The seed of a round of generated input: round 0 has the run's own, and each other one of its own that follows from it. */
export function roundSeed(seed: number, round: number): number {
  if (round === 0) return seed;
  // The finalizer of MurmurHash3: neighbouring rounds and seeds have nothing in common.
  let mixed = seed + Math.imul(round, 0x9e3779b9);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
