/** Names that differ in more characters are no slips. */
const most = 2;

/**
 * The option that somebody who wrote something else probably means, by the frontend's measure: no more than two
 * characters added, removed or replaced. There is none if the text is an option itself.
 */
export function suggestion(text: string, options: Iterable<string>, caseSensitive = true): string | undefined {
  const fold = (word: string): string => (caseSensitive ? word : word.toLowerCase());
  let best: string | undefined;
  let least = most + 1;
  for (const option of options) {
    const changes = distance(fold(text), fold(option));
    if (changes === 0) return undefined;
    if (changes >= least) continue;
    best = caseSensitive ? option : inCaseOf(text, option.toLowerCase());
    least = changes;
  }
  return best === '' ? undefined : best;
}

/** The text ` (did you mean X?)`, or an empty one when nothing is near. */
export function didYouMean(text: string, options: Iterable<string>, caseSensitive = true): string {
  const found = suggestion(text, options, caseSensitive);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}

function inCaseOf(original: string, option: string): string {
  if (original === original.toLowerCase()) return option;
  return original === original.toUpperCase() ? option.toUpperCase() : option;
}

/** How many characters have to be added, removed or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
