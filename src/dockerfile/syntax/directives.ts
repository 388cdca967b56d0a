import { DockerfileError } from '../dockerfile-error.js';

const known: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

export interface Directive {
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/** Reads parser directives, such as `# syntax=docker/dockerfile:1`: they stand before everything else. */
export class DirectiveReader {
  readonly #comment: string;
  readonly #seen = new Set<string>();
  #line = 0;
  #isOver = false;

  constructor(comment = '#') {
    this.#comment = comment;
  }

  /**
   * The directive of the next line, if it is one; after the first other line there are no more.
   * @throws DockerfileError if there was one of that name
   */
  read(text: string): Directive | undefined {
    this.#line++;
    if (this.#isOver) return undefined;
    const [, name = '', value = ''] = text.startsWith(this.#comment)
      ? (/^\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(text.slice(this.#comment.length)) ?? [])
      : [];
    const key = name.toLowerCase();
    if (!known.has(key)) {
      this.#isOver = true;
      return undefined;
    }
    if (this.#seen.has(key)) throw new DockerfileError(`only one ${key} parser directive can be used`);
    this.#seen.add(key);
    return { name: key, value, line: this.#line };
  }
}

/** The directive of that name, before all instructions and other comments. */
export function directiveOf(text: string, name: string): Directive | undefined {
  const reader = new DirectiveReader();
  try {
    for (const line of text
      .replace(/^\ufeff/, '')
      .replace(/^#!.*\n/, '')
      .split(/\r?\n/)) {
      const directive = reader.read(line);
      if (directive === undefined) return undefined;
      if (directive.name === name) return directive;
    }
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
  }
  return undefined;
}
