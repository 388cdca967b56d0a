import type { ProgramIo } from './program.js';
import type { Piece } from './shell-syntax.js';

/** The state of a running shell: its variables, arguments, directory and last exit code. */
export class ShellState {
  last = 0;
  cwd: string;
  readonly #variables: Map<string, string>;
  readonly #exported: Set<string>;
  readonly #arguments: readonly string[];

  /** @param args `$0` and the arguments after it */
  constructor({ env, cwd }: Pick<ProgramIo, 'env' | 'cwd'>, args: readonly string[]) {
    this.cwd = cwd;
    this.#arguments = args;
    this.#variables = new Map(
      env.map((variable) => {
        const equals = variable.indexOf('=');
        return equals < 0 ? [variable, ''] : [variable.slice(0, equals), variable.slice(equals + 1)];
      }),
    );
    this.#exported = new Set(this.#variables.keys());
  }

  set(assignment: string, { exported = false } = {}): void {
    const [name = '', ...value] = assignment.split('=');
    if (value.length > 0) this.#variables.set(name, value.join('='));
    if (exported) this.#exported.add(name);
  }

  /** The variables that its commands get, as `NAME=VALUE`. */
  get env(): readonly string[] {
    return [...this.#variables].filter(([name]) => this.#exported.has(name)).map(([name, value]) => `${name}=${value}`);
  }

  /** Expands a word into the words that it becomes. */
  expand(pieces: readonly Piece[]): readonly string[] {
    const words: string[] = [];
    let word: string | undefined;
    for (const piece of pieces) {
      if ('text' in piece) word = (word ?? '') + piece.text;
      else if (piece.quoted && piece.variable !== '@') word = (word ?? '') + this.#value(piece.variable);
      else {
        const values = piece.quoted
          ? this.#arguments.slice(1)
          : this.#value(piece.variable)
              .split(/\s+/)
              .filter((each) => each !== '');
        const [first, ...rest] = values;
        if (first !== undefined) word = (word ?? '') + first;
        for (const each of rest) {
          if (word !== undefined) words.push(word);
          word = each;
        }
        // `"$@"` makes no word at all when there are no arguments.
        if (piece.quoted && values.length === 0 && pieces.length === 2) word = undefined;
      }
    }
    return word === undefined ? words : [...words, word];
  }

  #value(name: string): string {
    switch (name) {
      case '?':
        return String(this.last);
      case '#':
        return String(Math.max(0, this.#arguments.length - 1));
      case '$':
        return '1';
      case '@':
      case '*':
        return this.#arguments.slice(1).join(' ');
      case 'PWD':
        return this.cwd;
      default:
        return (/^\d+$/.test(name) ? this.#arguments[Number(name)] : this.#variables.get(name)) ?? '';
    }
  }
}
