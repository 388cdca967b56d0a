import { stripVTControlCharacters } from 'node:util';

/** The last lines of what a step has written, which comes in pieces that end anywhere. */
export class LastLines {
  readonly #limit: number;
  readonly #lines: string[] = [];
  /** For stdout and stderr each: a character may begin in one piece and end in the next of the same stream. */
  readonly #streams = new Map<number, { readonly decoder: TextDecoder; begun: string }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(stream: number, piece: Uint8Array): void {
    let of = this.#streams.get(stream);
    if (of === undefined) this.#streams.set(stream, (of = { decoder: new TextDecoder(), begun: '' }));
    const pieces = `${of.begun}${of.decoder.decode(piece, { stream: true })}`.split('\n');
    of.begun = pieces.pop() ?? '';
    this.#lines.push(...pieces.map(shown));
    this.#lines.splice(0, this.#lines.length - this.#limit);
  }

  /** Nothing more comes: a character that was cut is shown as one that is none. */
  end(): void {
    for (const stream of this.#streams.values()) stream.begun += stream.decoder.decode();
  }

  /** Whole lines, and those that have only begun behind them. */
  get lines(): readonly string[] {
    const begun = [...this.#streams.values()].map((stream) => shown(stream.begun)).filter((line) => line !== '');
    return [...this.#lines, ...begun].slice(-this.#limit);
  }
}

/** A line as a terminal would leave it: a carriage return begins it anew. Colours and the like are left out. */
function shown(line: string): string {
  return stripVTControlCharacters(line.split('\r').findLast((draft) => draft !== '') ?? '');
}
