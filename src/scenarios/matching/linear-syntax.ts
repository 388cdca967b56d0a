/** The pattern has a part that only backtracking can match, which may take any length of time. */
export class BacktrackingNeeded extends Error {
  constructor(what: string) {
    super(`${what} can take for ever to match, and is not taken`);
    this.name = 'BacktrackingNeeded';
  }
}

/** What `\s` means in JavaScript, for a class of RE2, which knows only ASCII's white space. */
const space = '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const noSpace =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';
const anything = '\\x{0}-\\x{10ffff}';
const notLineEnd = '[^\\n\\r\\x{2028}\\x{2029}]';

/**
 * Translates a regular expression that compiles in JavaScript into RE2's syntax, with the same meaning.
 * @throws BacktrackingNeeded where RE2 cannot express it
 */
export function linearSyntax(pattern: string, flags: string): string {
  return new Translation(pattern, flags).text;
}

class Translation {
  readonly #pattern: string;
  readonly #unicode: boolean;
  readonly #dot: string;
  #at = 0;

  constructor(pattern: string, flags: string) {
    this.#pattern = pattern;
    this.#unicode = flags.includes('u');
    this.#dot = flags.includes('s') ? '.' : notLineEnd;
  }

  get text(): string {
    let text = '';
    while (this.#at < this.#pattern.length) text += this.#next();
    return text;
  }

  #next(): string {
    const character = this.#take();
    switch (character) {
      case '\\':
        return this.#escape();
      case '[':
        return this.#characterClass();
      case '(':
        return this.#group();
      case '.':
        return this.#dot;
      default:
        return character;
    }
  }

  /** The start of a group. Its name is dropped, because nothing refers to groups by name. */
  #group(): string {
    if (this.#skip(/\?:/y) !== undefined) return '(?:';
    if (this.#skip(/\?<?[=!]/y) !== undefined) throw new BacktrackingNeeded('what looks ahead or behind');
    if (this.#skip(/\?<[^>]*>/y) !== undefined || this.#pattern[this.#at] !== '?') return '(';
    throw new BacktrackingNeeded('a group with flags of its own');
  }

  #characterClass(): string {
    const not = this.#skip(/\^/y) === undefined ? '' : '^';
    if (this.#skip(/\]/y) !== undefined) return not === '' ? `[^${anything}]` : `[${anything}]`;
    let members = '';
    for (let character = this.#take(); character !== ']' && character !== ''; character = this.#take()) {
      if (character === '\\') members += this.#classEscape();
      else members += character === '[' ? '\\[' : character;
    }
    return `[${not}${members}]`;
  }

  #escape(): string {
    if (this.#skip(/s/y) !== undefined) return `[${space}]`;
    if (this.#skip(/S/y) !== undefined) return `[${noSpace}]`;
    if (this.#skip(/k<|[1-9]/y) !== undefined) throw new BacktrackingNeeded('what refers to another group');
    return this.#skip(/[bB]/y)?.replace(/^/, '\\') ?? this.#anyEscape();
  }

  #classEscape(): string {
    if (this.#skip(/s/y) !== undefined) return space;
    if (this.#skip(/S/y) !== undefined) return noSpace;
    return this.#skip(/b/y) === undefined ? this.#anyEscape() : '\\x{8}';
  }

  /** An escape that means the same inside and outside of a class. */
  #anyEscape(): string {
    const same = this.#skip(/[dDwWfnrtv]/y) ?? (this.#unicode ? this.#skip(/p\{[^}]*\}/iy) : undefined);
    if (same !== undefined) return `\\${same}`;
    const pair = this.#skip(/u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}/y);
    if (pair !== undefined) return hex((high(pair) << 10) + low(pair) + 0x10000);
    const code = this.#skip(/(?:u[\da-fA-F]{4}|x[\da-fA-F]{2})/y);
    if (code !== undefined) return hex(Number.parseInt(code.slice(1), 16));
    const braced = this.#unicode ? this.#skip(/u\{[\da-fA-F]+\}/y) : undefined;
    if (braced !== undefined) return hex(Number.parseInt(braced.slice(2, -1), 16));
    const control = this.#skip(/c[A-Za-z]/y);
    if (control !== undefined) return hex((control.codePointAt(1) ?? 0) % 32);
    const octal = this.#skip(/[0-3]?[0-7]{1,2}/y);
    return octal === undefined ? quoted(this.#take()) : hex(Number.parseInt(octal, 8));
  }

  /** Takes the next character; empty at the end. */
  #take(): string {
    const code = this.#pattern.codePointAt(this.#at);
    const character = code === undefined ? '' : String.fromCodePoint(code);
    this.#at += character.length;
    return character;
  }

  /** Takes what matches `expression` at this place, and moves past it; undefined when nothing does. */
  #skip(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#pattern)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function hex(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}

function high(pair: string): number {
  return Number.parseInt(pair.slice(1, 5), 16) - 0xd800;
}

function low(pair: string): number {
  return Number.parseInt(pair.slice(7, 11), 16) - 0xdc00;
}

/**
 * A character that stands for itself. Letters and digits do so as they are; others are written by their code, because
 * they may be special.
 */
function quoted(character: string): string {
  return /[\p{L}\p{N}]/u.test(character) ? character : hex(character.codePointAt(0) ?? 0);
}
