/** Reads a text a character at a time. */
export class CharacterReader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#characters = Array.from(text);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#characters.length;
  }

  /** The next character, which stays; an empty text at the end. */
  peek(): string {
    return this.#characters[this.#at] ?? '';
  }

  /** The next character; an empty text at the end. */
  next(): string {
    const character = this.peek();
    this.#at++;
    return character;
  }

  takeWhile(pattern: RegExp): string {
    let taken = '';
    while (!this.isAtEnd && pattern.test(this.peek())) taken += this.next();
    return taken;
  }
}
