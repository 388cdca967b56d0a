import type { SourceRange } from '../source-range.js';

/** The lines of a file around those that are meant, which are marked, as BuildKit prints them. */
export function sourceExcerpt(filename: string, text: string, ranges: readonly SourceRange[]): string {
  const lines = text.split('\n');
  if (ranges.length === 0) return '';
  const first = Math.min(...ranges.map(({ start }) => start.line));
  const last = Math.min(Math.max(...ranges.map(({ start, end }) => Math.max(start.line, end.line))), lines.length);
  if (first > lines.length || first < 1) return '';
  const { from, to } = widened(first, last, lines.length);
  const shown = lines.slice(from - 1, to).map((line, i) => {
    const number = from + i;
    const isMeant = ranges.some(({ start, end }) => start.line <= number && Math.max(start.line, end.line) >= number);
    return ` ${String(number).padStart(3)} | ${isMeant ? '>>>' : '   '} ${line}\n`;
  });
  const rule = '--------------------\n';
  return `${filename}:${first}\n${rule}${shown.join('')}${rule}`;
}

/** A single line is shown with more around it. */
function widened(first: number, last: number, all: number): { readonly from: number; readonly to: number } {
  const wanted = first === last ? 4 : 2;
  let [from, to] = [first, last];
  for (let added = 0; added < wanted; added++) {
    if (from > 1) {
      from--;
      added++;
    }
    if (to !== all) {
      to++;
      added++;
    }
  }
  return { from, to };
}
