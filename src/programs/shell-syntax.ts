/** A piece of a word: a text, or a variable that is put in its place. */
export type Piece = { readonly text: string } | { readonly variable: string; readonly quoted: boolean };

/** A command, and on which end of the one before it runs. */
export interface SimpleCommand {
  readonly after: ';' | '&&' | '||';
  readonly words: readonly (readonly Piece[])[];
  /** Where a file descriptor writes instead; `nowhere` stands for a file, which nobody can read. */
  readonly redirects: readonly { readonly fd: number; readonly to: number | 'nowhere' }[];
}

/** Syntax that a real shell knows, and the built-in one does not. */
export class UnknownSyntax extends Error {
  constructor(what: string) {
    super(`${JSON.stringify(what)} is not known to the built-in sh: make this program a script of the scenario`);
    this.name = 'UnknownSyntax';
  }
}

const blank = /[ \t]+|\\\n|(?<![^\s;&|])#[^\n]*/y;
const separator = /&&|\|\||[;\n]/y;
const redirect = /([12]?)>>?[ \t]*(?:&([12])(?![\w./]))?/y;
const variable = /\$(?:(\w+)|\{(\w+)\}|([?@*#$]))/y;
const plain = /[^\s;&|<>()`$"'\\]+/y;
/** Matches plain text within double quotes. */
const quotedText = /(?:[^"$`\\]|\\[^"$`\\\n])+/y;
const reserved = new Set(['if', 'for', 'while', 'until', 'case', 'function', '{', '}', '!', '[[']);

/**
 * Parses a list of commands.
 * @throws UnknownSyntax
 */
export function parseList(list: string): readonly SimpleCommand[] {
  return new ListParser(list).parse();
}

class ListParser {
  readonly #list: string;
  #at = 0;

  constructor(list: string) {
    this.#list = list;
  }

  parse(): readonly SimpleCommand[] {
    const commands: SimpleCommand[] = [];
    let after: SimpleCommand['after'] = ';';
    while (this.#at < this.#list.length) {
      const command = this.#command(after);
      if (command.words.length > 0 || command.redirects.length > 0) commands.push(command);
      const found = this.#take(separator)?.[0];
      if (found === undefined && this.#at < this.#list.length) throw new UnknownSyntax(this.#list[this.#at] ?? '');
      after = found === '&&' || found === '||' ? found : ';';
    }
    return commands;
  }

  #command(after: SimpleCommand['after']): SimpleCommand {
    const words: (readonly Piece[])[] = [];
    const redirects: SimpleCommand['redirects'][number][] = [];
    for (;;) {
      if (this.#take(blank) !== undefined) continue;
      const found = this.#take(redirect);
      if (found !== undefined) redirects.push(this.#redirect(found));
      else {
        const word = this.#word();
        if (word === undefined) return { after, words, redirects };
        const [first] = word;
        if (words.length === 0 && first !== undefined && 'text' in first && reserved.has(first.text))
          throw new UnknownSyntax(first.text);
        words.push(word);
      }
    }
  }

  #redirect([, from, to]: RegExpExecArray): SimpleCommand['redirects'][number] {
    const fd = from === '2' ? 2 : 1;
    if (to !== undefined) return { fd, to: Number(to) };
    if (this.#word() === undefined) throw new UnknownSyntax('>');
    return { fd, to: 'nowhere' };
  }

  #word(): readonly Piece[] | undefined {
    const pieces: Piece[] = [];
    let quoted = false;
    for (;;) {
      const next = this.#list[this.#at];
      if (next === "'") pieces.push({ text: this.#until("'") });
      else if (next === '"') pieces.push(...this.#inQuotes());
      else if (next === '\\') pieces.push({ text: this.#escaped() });
      else if (next === '$') pieces.push(this.#variable(false));
      else {
        const text = this.#take(plain)?.[0];
        if (text === undefined) break;
        pieces.push({ text });
        continue;
      }
      quoted ||= next === "'" || next === '"';
    }
    return pieces.length > 0 || quoted ? pieces : undefined;
  }

  #inQuotes(): readonly Piece[] {
    const pieces: Piece[] = [{ text: '' }];
    this.#at += 1;
    for (;;) {
      const text = this.#take(quotedText)?.[0];
      const next = this.#list[this.#at];
      if (text !== undefined) pieces.push({ text });
      else if (next === '$') pieces.push(this.#variable(true));
      else if (next === '\\') pieces.push({ text: this.#escaped() });
      else if (next === '"') break;
      else throw new UnknownSyntax(next ?? '"');
    }
    this.#at += 1;
    return pieces;
  }

  #variable(quoted: boolean): Piece {
    const found = this.#take(variable);
    if (found !== undefined) return { variable: found[1] ?? found[2] ?? found[3] ?? '', quoted };
    const next = this.#list[this.#at + 1];
    if (next === '(' || next === '{') throw new UnknownSyntax(`$${next}`);
    this.#at += 1;
    return { text: '$' };
  }

  #escaped(): string {
    const text = this.#list.slice(this.#at + 1, this.#at + 2);
    this.#at += 2;
    return text;
  }

  #until(quote: string): string {
    const end = this.#list.indexOf(quote, this.#at + 1);
    if (end < 0) throw new UnknownSyntax(quote);
    const text = this.#list.slice(this.#at + 1, end);
    this.#at = end + 1;
    return text;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#list);
    if (found === null || found[0] === '') return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }
}
