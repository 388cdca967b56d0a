/**
 * Whether some data has more than `most` values in all (texts, numbers, lists, objects …). Stops looking once it has.
 */
export function hasMoreValuesThan(most: number, data: unknown): boolean {
  const left: unknown[] = [data];
  for (let seen = 0; left.length > 0; seen++) {
    if (seen + left.length > most) return true;
    const value = left.pop();
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) left.push(part);
  }
  return false;
}
