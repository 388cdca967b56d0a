/** A piece of a filter. */
export interface Token {
  readonly kind: 'field' | 'value' | 'quoted' | 'operator' | 'separator' | 'illegal' | 'other';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const space = /\s/u;
const fieldCharacter = /[A-Za-z0-9_]/;
const valueCharacter = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;
const escape = (quote: string): RegExp =>
  new RegExp(`\\\\(?:[abfnrtv\\\\${quote}]|[0-7]{3}|x[\\da-fA-F]{2}|u[\\da-fA-F]{4}|U[\\da-fA-F]{8})`, 'y');

/** Cuts a filter into pieces, as containerd does. */
export class FilterScanner {
  readonly #input: string;
  #at = 0;
  /** Whether a value is due, which may have characters that no field has. */
  #value = false;

  constructor(input: string) {
    this.#input = input;
  }

  /** The place of what comes next. */
  get at(): number {
    return this.#at;
  }

  /** The next character as it is, be it a space; empty at the end. */
  peek(): string {
    const code = this.#input.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  scan(): Token {
    while (space.test(this.peek())) this.#at += 1;
    const at = this.#at;
    const first = this.peek();
    const token = (kind: Token['kind']): Token => ({ kind, text: this.#input.slice(at, this.#at), at });
    this.#at += first.length;
    if (first === '') return token('other');
    if ('/|"'.includes(first)) return this.#quoted(first, at);
    if (',.'.includes(first)) {
      this.#value = false;
      return token('separator');
    }
    if ('=!~'.includes(first)) {
      this.#while((next) => '=!~'.includes(next));
      this.#value = true;
      return token('operator');
    }
    if (this.#value) {
      this.#while((next) => next !== ',' && valueCharacter.test(next));
      this.#value = false;
      return token('value');
    }
    if (!fieldCharacter.test(first)) return token('other');
    this.#while((next) => fieldCharacter.test(next));
    return token('field');
  }

  #while(goes: (next: string) => boolean): void {
    for (let next = this.peek(); next !== '' && goes(next); next = this.peek()) this.#at += next.length;
  }

  /** A text in quotes, with them; of one that is none, the reason. */
  #quoted(quote: string, at: number): Token {
    const known = escape(quote);
    let problem: string | undefined;
    for (let next = this.peek(); next !== quote; next = this.peek()) {
      if (next === '' || next === '\n')
        return { kind: 'illegal', text: problem ?? 'quoted literal not terminated', at };
      known.lastIndex = this.#at;
      const [escaped] = next === '\\' ? (known.exec(this.#input) ?? []) : [next];
      if (escaped === undefined)
        problem ??= /[0-7xuU]/.test(this.#input.charAt(this.#at + 1))
          ? 'illegal numeric escape sequence'
          : 'illegal escape sequence';
      this.#at += escaped?.length ?? 1;
    }
    this.#at += 1;
    if (problem !== undefined) return { kind: 'illegal', text: problem, at };
    return { kind: 'quoted', text: this.#input.slice(at, this.#at), at };
  }
}
