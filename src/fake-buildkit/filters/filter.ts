import { goQuote } from '../../words/go-quote.js';
import { FilterScanner, type Token } from './filter-scanner.js';

/** What a thing has of a field: its text, or undefined where it has no such field. Fields that are flags are empty texts. */
export type FieldOf = (field: string) => string | undefined;

/** Whether a thing is one that a filter asks for. */
export type Filter = (fieldOf: FieldOf) => boolean;

/** A filter that cannot be read; the message is containerd's. */
export class FilterError extends Error {}

/**
 * Any of several filters in containerd's language: `field`, `field==text`, `field!=text`, `field~=pattern`, with a comma
 * between those that must all hold. None means everything. Patterns are JavaScript's.
 * @throws FilterError
 */
export function anyOf(filters: readonly string[]): Filter {
  if (filters.length === 0) return () => true;
  const parsed = filters.map((text) => {
    try {
      return text === '' ? () => true : new FilterParser(text).parse();
    } catch (error) {
      if (error instanceof FilterError)
        throw new FilterError(`filters: parse error: ${error.message}: invalid argument`);
      throw error;
    }
  });
  return (fieldOf) => parsed.some((holds) => holds(fieldOf));
}

class FilterParser {
  readonly #input: string;
  readonly #scanner: FilterScanner;

  constructor(input: string) {
    this.#input = input;
    this.#scanner = new FilterScanner(input);
  }

  parse(): Filter {
    const selectors = [this.#selector()];
    for (let next = this.#scanner.peek(); next !== ''; next = this.#scanner.peek()) {
      // What comes next is not consumed here, and so the mark is behind what was read last.
      if (next !== ',') throw this.#wrong(this.#scanner.at, `unexpected input: ${next}`);
      this.#scanner.scan();
      selectors.push(this.#selector());
    }
    return (fieldOf) => selectors.every((holds) => holds(fieldOf));
  }

  #selector(): Filter {
    const field = this.#fieldPath();
    if (['', ','].includes(this.#scanner.peek())) return (fieldOf) => fieldOf(field) !== undefined;
    const operator = this.#operator();
    const value = this.#value(operator === '~=');
    switch (operator) {
      case '==':
        return (fieldOf) => fieldOf(field) === value;
      case '!=':
        return (fieldOf) => (fieldOf(field) ?? '') !== value;
      case '~=': {
        const pattern = patternOf(value);
        return (fieldOf) => pattern?.test(fieldOf(field) ?? '') ?? false;
      }
      default:
        return operator satisfies never;
    }
  }

  /** The first field of a path. BuildKit looks at no other, because nothing that it lists has fields of fields. */
  #fieldPath(): string {
    const first = this.#field();
    while (this.#scanner.peek() === '.') {
      this.#scanner.scan();
      this.#field();
    }
    return first;
  }

  #field(): string {
    const token = this.#scanner.scan();
    if (token.kind === 'field') return token.text;
    if (token.kind === 'quoted') return this.#unquoted(token, false);
    throw this.#wrong(token.at, token.kind === 'illegal' ? token.text : 'expected field or quoted');
  }

  #operator(): '==' | '!=' | '~=' {
    const { kind, text, at } = this.#scanner.scan();
    if (kind === 'illegal') throw this.#wrong(at, text);
    if (kind !== 'operator') throw this.#wrong(at, 'expected an operator ("=="|"!="|"~=")');
    if (text === '==' || text === '!=' || text === '~=') return text;
    throw this.#wrong(at, `unsupported operator ${goQuote(text)}`);
  }

  #value(isPattern: boolean): string {
    const token = this.#scanner.scan();
    if (token.kind === 'value' || token.kind === 'field') return token.text;
    if (token.kind === 'quoted') return this.#unquoted(token, isPattern);
    throw this.#wrong(token.at, token.kind === 'illegal' ? token.text : 'expected value or quoted');
  }

  #unquoted({ text, at }: Token, anyQuote: boolean): string {
    if (!anyQuote && !text.startsWith('"')) throw this.#wrong(at, 'invalid quote encountered');
    const escaped = /\\(?:([0-7]{3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gu;
    return text.slice(1, -1).replaceAll(escaped, (_, octal, x, u, U, one) => {
      if (one !== undefined) return controls[one as string] ?? (one as string);
      const code = Number.parseInt((octal ?? x ?? u ?? U) as string, octal === undefined ? 16 : 8);
      if (code > 0x10ffff) throw this.#wrong(at, 'unquoting failed: invalid syntax');
      return String.fromCodePoint(code);
    });
  }

  #wrong(at: number, problem: string): FilterError {
    const [mark = ''] = this.#input.slice(at);
    const where =
      mark === '' ? this.#input : `${this.#input.slice(0, at)} >|${mark}|< ${this.#input.slice(at + mark.length)}`;
    return new FilterError(`[${where}]: ${problem}`);
  }
}

const controls: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A pattern of Go, whose flags stand at its beginning; undefined for one that is none, which fits nothing. */
function patternOf(text: string): RegExp | undefined {
  const [, flags = '', pattern = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(text) ?? [];
  try {
    return new RegExp(pattern.replaceAll('(?P<', '(?<'), flags);
  } catch {
    return undefined;
  }
}
