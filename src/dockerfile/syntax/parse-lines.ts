import { DockerfileError, located } from '../dockerfile-error.js';
import { linesOf, type SourceRange } from '../source-range.js';
import { argumentReaders } from './arguments.js';
import { DirectiveReader } from './directives.js';
import { heredocMarks, type Heredoc } from './heredoc.js';
import { splitInstruction } from './split-instruction.js';

/** An instruction as it is written. */
export interface WrittenInstruction {
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly values: readonly string[];
  /** The arguments were written as a JSON array. */
  readonly isJson: boolean;
  readonly heredocs: readonly Heredoc[];
  /** The whole line, after continuation lines were joined to it. */
  readonly original: string;
  /** The comments before it, without their `#`. */
  readonly comments: readonly string[];
  readonly location: readonly SourceRange[];
}

export interface WrittenDockerfile {
  readonly instructions: readonly WrittenInstruction[];
  /** The character that escapes others and continues lines: `\` or a backtick. */
  readonly escape: string;
  /** The last line of each instruction that has empty lines in it, from 1. */
  readonly emptyContinuations: readonly number[];
}

/**
 * Reads a Dockerfile into its instructions, without knowing what they mean.
 * @throws DockerfileError for what the frontend refuses, with its text
 */
export function parseLines(text: string): WrittenDockerfile {
  const lines = (text.replace(/^\ufeff/, '').match(/[^\n]*\n|[^\n]+$/g) ?? []).values();
  const directives = new DirectiveReader();
  const instructions: WrittenInstruction[] = [];
  const emptyContinuations: number[] = [];
  let escape = '\\';
  let comments: string[] = [];
  let number = 0;

  const nextLine = (): string | undefined => {
    const { value, done } = lines.next();
    if (done === true) return undefined;
    number++;
    return value;
  };
  const readDirective = (line: string): boolean =>
    located(linesOf(number - 1, 0), () => {
      const directive = directives.read(line);
      if (directive?.name === 'escape') escape = escapeOf(directive.value);
      return directive !== undefined;
    });
  /** What the lines that follow add, until one does not go on. */
  const continued = (beginning: string): string => {
    let whole = beginning;
    let isEmptyWithin = false;
    for (;;) {
      const line = nextLine();
      if (line === undefined) break;
      if (isComment(line)) continue;
      const bare = line.replace(/[\r\n]+$/, '');
      if (bare.trim() === '') {
        isEmptyWithin = true;
        continue;
      }
      const { content, goesOn } = withoutContinuation(bare, escape);
      whole += content;
      if (!goesOn) break;
    }
    if (isEmptyWithin) emptyContinuations.push(number);
    return whole;
  };
  const heredocOf = (mark: ReturnType<typeof heredocMarks>[number], first: number): Heredoc => {
    let content = '';
    for (;;) {
      const line = nextLine();
      if (line === undefined) throw new DockerfileError('unterminated heredoc', [linesOf(first, number)]);
      const bare = line.replace(/[\r\n]+$/, '');
      if ((mark.dropsTabs ? bare.replace(/^\t+/, '') : bare) === mark.name) return { ...mark, content };
      content += line;
    }
  };

  for (;;) {
    const line = nextLine();
    if (line === undefined) break;
    const bare = line.replace(/[\r\n]+$/, '').trimStart();
    if (isComment(line)) {
      const comment = line.slice(1).trim();
      if (comment === '') comments = [];
      else if (!readDirective(bare)) comments.push(comment);
      else continue;
      if (comment === '') readDirective(bare);
      continue;
    }
    readDirective(bare);
    const first = number;
    const { content, goesOn } = withoutContinuation(bare, escape);
    if (!goesOn && content === '') continue;
    const original = goesOn ? continued(content) : content;
    const written = located(linesOf(first, number), () => instructionOf(original, escape));
    const marks =
      written.takesHeredocs && original.includes('<<')
        ? located(linesOf(first, number), () => heredocMarks(original))
        : [];
    const heredocs = marks.map((mark) => heredocOf(mark, first));
    instructions.push({ ...written.instruction, heredocs, original, comments, location: linesOf(first, number) });
    comments = [];
  }
  if (instructions.length === 0) throw new DockerfileError('file with no instructions', [linesOf(number)]);
  return { instructions, escape, emptyContinuations };
}

function escapeOf(value: string): string {
  if (value === '\\' || value === '`') return value;
  throw new DockerfileError(`invalid escape token '${value}' does not match \` or \\`);
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

/** An escape at the end of a line goes on with the next one, unless there is another before it. */
function withoutContinuation(line: string, escape: string): { readonly content: string; readonly goesOn: boolean } {
  const end = line.trimEnd() === '' ? '' : line.replace(/[ \t]+$/, '');
  const goesOn = end.endsWith(escape) && !end.endsWith(escape + escape);
  return { content: goesOn ? end.slice(0, -1) : line, goesOn };
}

type Parts = Pick<WrittenInstruction, 'keyword' | 'flags' | 'values' | 'isJson'>;

function instructionOf(line: string, escape: string): { readonly instruction: Parts; readonly takesHeredocs: boolean } {
  const { keyword, flags, rest } = splitInstruction(line, escape);
  const name = keyword.toLowerCase();
  if (name === 'onbuild' && rest !== '') {
    const trigger = instructionOf(rest, escape);
    const values = [trigger.instruction.keyword, ...trigger.instruction.values];
    return { instruction: { keyword, flags, values, isJson: false }, takesHeredocs: trigger.takesHeredocs };
  }
  const read = Object.hasOwn(argumentReaders, name) ? argumentReaders[name] : undefined;
  const { values, isJson } = read?.(rest, escape) ?? { values: [''], isJson: false };
  const takesHeredocs = !isJson && (name === 'add' || name === 'copy' || name === 'run');
  return { instruction: { keyword, flags, values, isJson }, takesHeredocs };
}
