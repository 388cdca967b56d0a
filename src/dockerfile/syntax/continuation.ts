import { bareLine, isComment, type SourceLines } from './source-lines.js';

/** A line, and whether the next one belongs to it. */
export interface Continuation {
  readonly content: string;
  readonly goesOn: boolean;
}

/** An escape at the end of a line goes on with the next one, unless there is another before it. */
export function continuationOf(line: string, escape: string): Continuation {
  const end = line.replace(/[ \t]+$/, '');
  const goesOn = end.endsWith(escape) && !end.endsWith(escape + escape);
  return { content: goesOn ? end.slice(0, -1) : line, goesOn };
}

/** What the lines that follow add to a line that goes on, until one does not. Comments among them are left out. */
export function readContinuations(
  lines: SourceLines,
  escape: string,
): { readonly content: string; readonly hasEmptyLines: boolean } {
  let whole = '';
  let hasEmptyLines = false;
  for (;;) {
    const line = lines.next();
    if (line === undefined) return { content: whole, hasEmptyLines };
    if (isComment(line)) continue;
    if (line.trim() === '') {
      hasEmptyLines = true;
      continue;
    }
    const { content, goesOn } = continuationOf(bareLine(line), escape);
    whole += content;
    if (!goesOn) return { content: whole, hasEmptyLines };
  }
}
