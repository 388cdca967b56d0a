import { DockerfileError } from '../dockerfile-error.js';
import { contentOf, heredocMark } from '../syntax/heredoc.js';
import type { WrittenInstruction } from '../syntax/parse-lines.js';
import { readFlags, type FlagKind } from './flags.js';
import type { CopyInstruction, Written } from './instruction.js';

const flagsOfBoth: Readonly<Record<string, FlagKind>> = {
  chown: 'text',
  chmod: 'text',
  link: 'boolean',
  exclude: 'texts',
};

const flagsOf: Readonly<Record<CopyInstruction['kind'], Readonly<Record<string, FlagKind>>>> = {
  add: { ...flagsOfBoth, 'keep-git-dir': 'boolean', checksum: 'text', unpack: 'boolean' },
  copy: { ...flagsOfBoth, from: 'text', parents: 'boolean' },
};

/** Reads COPY and ADD. */
export function parseCopy(
  kind: CopyInstruction['kind'],
  { values, flags, heredocs }: WrittenInstruction,
  written: Written,
): CopyInstruction {
  const keyword = kind.toUpperCase();
  if (values.length < 2)
    throw new DockerfileError(
      `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  const read = readFlags(flags, flagsOf[kind]);
  const destination = values.at(-1) ?? '';
  if (heredocMark(destination) !== undefined)
    throw new DockerfileError(`${keyword} cannot accept a heredoc as a destination`);
  const marked = values.slice(0, -1).map((source) => ({ source, mark: heredocMark(source) }));
  return {
    ...written,
    kind,
    sources: marked.flatMap(({ source, mark }) => (mark === undefined ? [source] : [])),
    inlineFiles: marked.flatMap(({ mark }) => {
      const heredoc = heredocs.findLast(({ name }) => name === mark?.name);
      if (mark === undefined) return [];
      const content = heredoc === undefined ? '' : contentOf({ ...heredoc, dropsTabs: mark.dropsTabs });
      return [{ name: mark.name, content, expands: mark.expands }];
    }),
    destination,
    from: read.text('from'),
    chown: read.text('chown'),
    chmod: read.text('chmod'),
    link: read.isSet('link'),
    parents: read.isSet('parents'),
    checksum: read.text('checksum'),
    ...(read.has('keep-git-dir') && { keepGitDir: read.isSet('keep-git-dir') }),
    excludePatterns: read.texts('exclude'),
  };
}
