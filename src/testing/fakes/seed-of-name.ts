/** A seed of 31 bits that follows from a text (FNV-1a), so that each test has one of its own, the same in every run. */
export function seedOfName(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash >>> 1;
}
