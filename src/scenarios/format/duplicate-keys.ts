/** Matches a string of JSON, or the colon between a key and its value. */
const stringOrColon = /"[^"\\]*(?:\\.[^"\\]*)*"|:/g;

/**
 * Whether an object of a JSON text has a key twice. `data` is what JSON.parse made of the text, which keeps the last of
 * them.
 */
export function hasDuplicateKeys(text: string, data: unknown): boolean {
  let pairs = 0;
  for (const [token] of text.matchAll(stringOrColon)) if (token === ':') pairs += 1;
  return pairs > keysIn(data);
}

function keysIn(data: unknown): number {
  let keys = 0;
  const left = [data];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) keys += Object.keys(value).length;
    for (const part of Object.values(value)) left.push(part);
  }
  return keys;
}
