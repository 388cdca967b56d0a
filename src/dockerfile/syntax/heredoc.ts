import { DockerfileError } from '../dockerfile-error.js';
import { expand } from '../expansion/expand.js';
import { linesOf } from '../source-range.js';
import { bareLine, type SourceLines } from './source-lines.js';

export interface HeredocMark {
  readonly name: string;
  /** Variables are replaced in it, because its name is not quoted. */
  readonly expands: boolean;
  /** Tabs at the beginning of lines are left out, because it is written `<<-`. */
  readonly dropsTabs: boolean;
}

export interface Heredoc extends HeredocMark {
  readonly content: string;
}

const noVariables: ReadonlyMap<string, string> = new Map();
const quotes = /['"]/g;

/** The heredoc that a word such as `<<EOF` begins, if it does. */
export function heredocMark(word: string): HeredocMark | undefined {
  const [, dash, name = ''] = /^\d*<<(-?)\s*([^<]*)$/.exec(word) ?? [];
  if (name === '') return undefined;
  const { words } = expand(name, noVariables, { keepUnset: true });
  const [bare] = words;
  if (bare === undefined || words.length !== 1) return undefined;
  const [raw = ''] = expand(name, noVariables, { keepUnset: true, rawQuotes: true }).words;
  const quotesIn = (text: string): number => text.match(quotes)?.length ?? 0;
  return { name: bare, expands: quotesIn(bare) === quotesIn(raw), dropsTabs: dash === '-' };
}

/** The heredocs that a line begins, in order. */
export function heredocMarks(line: string): readonly HeredocMark[] {
  return wordsOf(line).flatMap((word) => heredocMark(word) ?? []);
}

function wordsOf(line: string): readonly string[] {
  try {
    return expand(line, noVariables, { keepUnset: true, rawQuotes: true, rawEscapes: true }).words;
  } catch (error) {
    // What is wrong with the line is found where the instruction is read.
    if (error instanceof DockerfileError) return [];
    throw error;
  }
}

/** Reads the lines of a heredoc of an instruction whose first line is given. */
export function readHeredoc(lines: SourceLines, mark: HeredocMark, first: number): Heredoc {
  let content = '';
  for (;;) {
    const line = lines.next();
    if (line === undefined) throw new DockerfileError('unterminated heredoc', [linesOf(first, lines.count)]);
    const bare = bareLine(line);
    if ((mark.dropsTabs ? bare.replace(/^\t+/, '') : bare) === mark.name) return { ...mark, content };
    content += line;
  }
}

/** The content as the instruction gets it. */
export function contentOf({ content, dropsTabs }: Heredoc): string {
  return dropsTabs ? content.replace(/^\t+/gm, '') : content;
}
