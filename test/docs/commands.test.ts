import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Command } from 'commander';
import { programOf } from '../../src/cli/program.js';

const program = programOf({ out: process.stdout, err: process.stderr, env: {} }, () => {}, []);

interface Line {
  readonly where: string;
  readonly words: readonly string[];
}

/** What the blocks of a page run, of shell and of YAML, whose lines may go on in the next. */
function commandLines(page: string): readonly Line[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^( *)```(?:sh|yaml)\n(.*?)^\1```$/gms)].flatMap(({ index, 2: code = '' }) =>
    [...code.matchAll(/(?<!install[^\n]*)(?<=^|\s)buildx-testkit ([^|;&#\n]*(?:\n {6,}--[^|;&#\n]*)*)/g)].map(
      ([, rest = '']) => ({
        where: `${page}:${text.slice(0, index).split('\n').length}: ${rest.trim()}`,
        words: rest
          .split(/(?:^| )-- /, 1)[0]!
          .trim()
          .split(/\s+/),
      }),
    ),
  );
}

/** The verb that words begin with, as deep as it goes. */
function verbOf(words: readonly string[], verb: Command = program): Command {
  const sub = verb.commands.find((command) => command.name() === words[0]);
  return sub === undefined ? verb : verbOf(words.slice(1), sub);
}

const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md') && file !== 'command-line.md')
  .map((file) => `docs/${file}`);

describe('The command lines in the guides', () => {
  const lines = pages.flatMap(commandLines);

  it('name verbs and options that there are', () => {
    expect(lines).to.have.length.greaterThan(30);
    for (const { where, words } of lines) {
      const verb = verbOf(words);
      expect(verb, where).to.not.equal(program);
      const known = verb.options.flatMap(({ long, short }) => [long, short]);
      for (const [, option] of words.join(' ').matchAll(/(?:^| )(--?[a-z][\w-]*)/g))
        expect(known, where).to.include(option);
    }
  });
});
