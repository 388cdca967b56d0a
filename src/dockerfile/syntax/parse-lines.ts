import { DockerfileError, located } from '../dockerfile-error.js';
import { linesOf, type SourceRange } from '../source-range.js';
import { argumentReaders } from './arguments.js';
import { DirectiveReader } from './directives.js';
import { continuationOf, readContinuations } from './continuation.js';
import { heredocMarks, readHeredoc, type Heredoc, type HeredocMark } from './heredoc.js';
import { bareLine, isComment, SourceLines } from './source-lines.js';
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
  const lines = new SourceLines(text);
  const directives = new DirectiveReader();
  const instructions: WrittenInstruction[] = [];
  const emptyContinuations: number[] = [];
  let escape = '\\';
  let comments: readonly string[] = [];
  for (;;) {
    const line = lines.next();
    if (line === undefined) break;
    const bare = bareLine(line).trimStart();
    const directive = located(linesOf(lines.count - 1), () => directives.read(bare));
    if (directive?.name === 'escape') escape = located(linesOf(lines.count - 1), () => escapeOf(directive.value));
    if (isComment(line)) {
      const comment = line.slice(1).trim();
      if (directive === undefined) comments = comment === '' ? [] : [...comments, comment];
      continue;
    }
    const first = lines.count;
    const { content, goesOn } = continuationOf(bare, escape);
    if (!goesOn && content === '') continue;
    const rest = goesOn ? readContinuations(lines, escape) : { content: '', hasEmptyLines: false };
    if (rest.hasEmptyLines) emptyContinuations.push(lines.count);
    const original = content + rest.content;
    const { parts, marks } = located(linesOf(first, lines.count), () => partsOf(original, escape));
    const heredocs = marks.map((mark) => readHeredoc(lines, mark, first));
    instructions.push({ ...parts, heredocs, original, comments, location: linesOf(first, lines.count) });
    comments = [];
  }
  if (instructions.length === 0) throw new DockerfileError('file with no instructions', [linesOf(lines.count)]);
  return { instructions, escape, emptyContinuations };
}

function escapeOf(value: string): string {
  if (value === '\\' || value === '`') return value;
  throw new DockerfileError(`invalid escape token '${value}' does not match \` or \\`);
}

interface Parts extends Pick<WrittenInstruction, 'keyword' | 'flags' | 'values' | 'isJson'> {
  readonly takesHeredocs: boolean;
}

function partsOf(
  line: string,
  escape: string,
): { readonly parts: Omit<Parts, 'takesHeredocs'>; readonly marks: readonly HeredocMark[] } {
  const { takesHeredocs, ...parts } = instructionOf(line, escape);
  return { parts, marks: takesHeredocs && line.includes('<<') ? heredocMarks(line) : [] };
}

function instructionOf(line: string, escape: string): Parts {
  const { keyword, flags, rest } = splitInstruction(line, escape);
  const name = keyword.toLowerCase();
  if (name === 'onbuild' && rest !== '') {
    const trigger = instructionOf(rest, escape);
    const { takesHeredocs } = trigger;
    return { keyword, flags, values: [trigger.keyword, ...trigger.values], isJson: false, takesHeredocs };
  }
  const read = Object.hasOwn(argumentReaders, name) ? argumentReaders[name] : undefined;
  const { values, isJson } = read?.(rest, escape) ?? { values: [''], isJson: false };
  const takesHeredocs = !isJson && (name === 'add' || name === 'copy' || name === 'run');
  return { keyword, flags, values, isJson, takesHeredocs };
}
