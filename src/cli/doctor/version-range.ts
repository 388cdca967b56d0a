/**
 * Whether a version is in a range of the two kinds that this package's manifest has: `>=20.19`, and `^11.14.0`.
 * @throws Error for a range of another kind
 */
export function isInRange(version: string, range: string): boolean {
  const [, kind, least] = /^(>=|\^)(\d+(?:\.\d+)*)$/.exec(range) ?? [];
  if (least === undefined) throw new Error(`cannot read the range ${JSON.stringify(range)}`);
  const [actual, wanted] = [numbersOf(version), numbersOf(least)];
  if (kind === '^' && actual[0] !== wanted[0]) return false;
  for (const [i, part] of wanted.entries()) {
    const own = actual[i] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}

function numbersOf(version: string): number[] {
  return version
    .replace(/[-+].*$/, '')
    .split('.')
    .map(Number);
}
