/** The choice that a text was probably meant to be: the nearest, if no more than a third of it has to be changed. */
export function nearest(text: string, choices: Iterable<string>): string | undefined {
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

/** How many characters have to be added, removed or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = at(row, j) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j + 1) + 1, at(next, j) + 1));
    }
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
