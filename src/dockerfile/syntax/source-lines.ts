/** Reads a text line by line, and counts. */
export class SourceLines {
  readonly #lines: readonly string[];
  #count = 0;

  constructor(text: string) {
    this.#lines = text.replace(/^\ufeff/, '').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }

  /** How many lines have been read: the number of the last one, from 1. */
  get count(): number {
    return this.#count;
  }

  /** The next line with its end; nothing after the last. */
  next(): string | undefined {
    const line = this.#lines[this.#count];
    if (line !== undefined) this.#count++;
    return line;
  }
}

/** A line without its end. */
export function bareLine(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}

export function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}
