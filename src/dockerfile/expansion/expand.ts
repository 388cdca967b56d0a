import { goQuote } from '../../words/go-quote.js';
import { DockerfileError, prefixed } from '../dockerfile-error.js';
import { CharacterReader } from './character-reader.js';
import type { ExpandOptions, Expander } from './expander.js';
import { substitution } from './substitution.js';

/** Variables by name, in the order in which they were set last. */
export type Variables = ReadonlyMap<string, string>;

export interface Expansion {
  readonly text: string;
  /** The text divided at blanks that were neither quoted nor escaped. */
  readonly words: readonly string[];
  /** The variables that were asked for and set. */
  readonly matched: ReadonlySet<string>;
  /** The variables that were asked for and not set. */
  readonly unmatched: ReadonlySet<string>;
}

/**
 * Replaces variables, quotes and escapes as the Dockerfile frontend does, whose rules are nearly a shell's.
 * @throws DockerfileError for what is not closed, and for `${X:?reason}` where X is not set
 */
export function expand(text: string, variables: Variables, options: ExpandOptions = {}): Expansion {
  const matched = new Set<string>();
  const unmatched = new Set<string>();
  const expander: Expander = {
    reader: new CharacterReader(text),
    options,
    escape: options.escape ?? '\\',
    keepUnset: options.keepUnset ?? false,
    valueOf(name) {
      const value = variables.get(name);
      (value === undefined ? unmatched : matched).add(name);
      return value;
    },
    upTo(stop, rawEscapes) {
      return upTo(expander, stop, rawEscapes).text;
    },
  };
  const { text: expanded, words } = prefixed(`failed to process ${goQuote(text)}`, () =>
    upTo(expander, undefined, options.rawEscapes ?? false),
  );
  return { text: expanded, words, matched, unmatched };
}

function upTo(
  expander: Expander,
  stop: string | undefined,
  rawEscapes: boolean,
): { readonly text: string; readonly words: readonly string[] } {
  const { reader, options, escape } = expander;
  let text = '';
  const words = new Words();
  while (!reader.isAtEnd) {
    const next = reader.peek();
    if (next === stop) {
      reader.next();
      return { text, words: words.all() };
    }
    if (next === '$') {
      const value = substitution(expander);
      text += value;
      for (const character of value) words.add(character);
    } else if (next === '<' || (!options.ignoreQuotes && (next === '"' || next === "'"))) {
      const raw = next === '<' ? lessThan(reader) : quoted(expander, next, rawEscapes);
      text += raw;
      words.addRaw(raw);
    } else {
      reader.next();
      if (next !== escape) {
        text += next;
        words.add(next);
        continue;
      }
      if (rawEscapes) {
        text += next;
        words.addRaw(next);
      }
      const escaped = reader.next();
      text += escaped;
      words.addRaw(escaped);
    }
  }
  if (stop !== undefined) throw new DockerfileError(`unexpected end of statement while looking for matching ${stop}`);
  return { text, words: words.all() };
}

/** The blanks between `<<` and the name of a heredoc do not divide words. */
function lessThan(reader: CharacterReader): string {
  reader.next();
  if (reader.peek() !== '<') return '<';
  reader.next();
  return `<<${reader.takeWhile(/[\t\r ]/)}`;
}

function quoted(expander: Expander, quote: '"' | "'", rawEscapes: boolean): string {
  const { reader, options } = expander;
  reader.next();
  let text = '';
  while (!reader.isAtEnd) {
    const next = reader.peek();
    if (next === quote) {
      reader.next();
      return options.rawQuotes ? `${quote}${text}${quote}` : text;
    }
    if (quote === "'" || (next !== '$' && next !== expander.escape)) text += reader.next();
    else text += next === '$' ? substitution(expander) : escapedInQuotes(expander, rawEscapes);
  }
  throw new DockerfileError(
    `unexpected end of statement while looking for matching ${quote === '"' ? 'double' : 'single'}-quote`,
  );
}

function escapedInQuotes({ reader, escape }: Expander, rawEscapes: boolean): string {
  reader.next();
  const kept = rawEscapes ? escape : '';
  if (reader.isAtEnd) return kept;
  const next = reader.peek();
  return kept + (next === '"' || next === '$' || next === escape ? reader.next() : escape);
}

/** Collects characters into words. */
class Words {
  readonly #words: string[] = [];
  #word = '';

  /** A blank ends a word. */
  add(character: string): void {
    if (!/\s/u.test(character)) this.#word += character;
    else this.#end();
  }

  addRaw(text: string): void {
    this.#word += text;
  }

  all(): readonly string[] {
    this.#end();
    return this.#words;
  }

  #end(): void {
    if (this.#word !== '') this.#words.push(this.#word);
    this.#word = '';
  }
}
