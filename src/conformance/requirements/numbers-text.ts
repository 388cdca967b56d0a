/** What `emit` writes: the decimal numbers from 1 upwards, one a line, cut at `bytes`. */
export function numbersText(bytes: number): string {
  let text = '';
  for (let number = 1; text.length < bytes; number += 1) text += `${number}\n`;
  return text.slice(0, bytes);
}

/** Says where two texts differ first, or `nowhere`. In a report this says more than the texts. */
export function firstDifference(seen: string, expected: string): string {
  if (seen === expected) return 'nowhere';
  const limit = Math.min(seen.length, expected.length);
  let at = 0;
  while (at < limit && seen[at] === expected[at]) at += 1;
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 8), at + 16));
  return `${seen.length} of ${expected.length} bytes, different from byte ${at}: ${around(seen)} for ${around(expected)}`;
}
