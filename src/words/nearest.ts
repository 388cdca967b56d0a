/** Longer texts are not looked up, because they are no slips. */
const longest = 500;

/**
 * The choice that a misspelt text probably means: the nearest one, if no more than a third of the text has to be
 * changed.
 */
export function nearest(text: string, choices: Iterable<string>): string | undefined {
  if (text.length > longest) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    const most = Math.max(1, Math.floor(Math.max(text.length, choice.length) / 3));
    if (Math.abs(text.length - choice.length) > most) continue;
    const changes = distance(text.toLowerCase(), choice.toLowerCase());
    if (changes <= most && changes < least) {
      best = choice;
      least = changes;
    }
  }
  return best;
}

/** The text ` (did you mean X?)`, or an empty one when nothing is near. */
export function didYouMean(text: string, choices: Iterable<string>): string {
  const found = nearest(text, choices);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}

/** How many characters have to be added, removed, replaced or swapped with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, at(row, j) + 1, at(next, j - 1) + 1));
    }
    before = row;
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
