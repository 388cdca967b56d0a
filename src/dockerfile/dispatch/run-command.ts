import { DockerfileError } from '../dockerfile-error.js';
import type { RunInstruction } from '../instructions/instruction.js';
import { heredocMark } from '../syntax/heredoc.js';

/** What a RUN runs, its heredocs put where they belong. */
export interface RunCommand {
  readonly command: readonly string[];
  /** What its vertex shows of a heredoc, such as ` (make...)`. */
  readonly summary: string;
  /** A heredoc that begins with `#!` becomes a file that is run. */
  readonly script?: string;
}

export function runCommand({ command, files, inShell }: RunInstruction, os: string): RunCommand {
  const [file] = files;
  if (file === undefined) return { command, summary: '' };
  const [line] = command;
  if (line === undefined || command.length !== 1 || !inShell)
    throw new DockerfileError(`parsing produced an invalid run command: [${command.join(' ')}]`);
  if (heredocMark(line) === undefined) {
    // A shell reads the heredocs itself.
    const bodies = files.map(({ name, content }) => `\n${content}${name}`);
    return { command: [line + bodies.join('')], summary: '' };
  }
  const content = file.dropsTabs ? file.content.replace(/^\t+/gm, '') : file.content;
  const summary = ` (${summarized(file.content)})`;
  if (os !== 'windows' && content.startsWith('#!'))
    return { command: [`/dev/pipes/${file.name}`], summary, script: content };
  return { command: [content], summary };
}

function summarized(content: string): string {
  const [first = '', ...others] = content.trim().split(/\r?\n/);
  return others.length > 0 ? `${first}...` : first;
}
