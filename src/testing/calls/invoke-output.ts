import { shownText, stateless } from '../history/text-pattern.js';
import { fileIn } from './file-message.js';
import { NoPromptError } from './no-prompt-error.js';

/**
 * What a process of Invoke has written, by file descriptor, as it comes: stdout is 1, stderr is 2. It reads any call that
 * can be iterated: this package's, a stream of `@grpc/grpc-js`, or what another generated client gives.
 *
 * @example
 * const output = new InvokeOutput(call);
 * await output.prompt('/ # ');
 * await call.send({ kind: 'file', data: Buffer.from('ls\n') });
 * console.log(await output.prompt('/ # ')); // what ls printed
 * @since 0.1.0
 */
export class InvokeOutput {
  /** Resolves when the call is over, however it ended; how is for `endOf` to say. */
  readonly ended: Promise<void>;
  readonly #pieces = new Map<number, Uint8Array[]>();
  /** Where in stdout, as text, the next prompt is looked for. */
  #from = 0;
  #isOver = false;
  #wake: () => void = () => undefined;
  #change: Promise<void>;

  constructor(messages: AsyncIterable<unknown>) {
    this.#change = this.#nextChange();
    this.ended = this.#read(messages);
  }

  /** Everything that was written to stdout; with a terminal, to stderr, too. */
  get stdout(): string {
    return this.text(1);
  }

  /** Everything that was written to stderr. */
  get stderr(): string {
    return this.text(2);
  }

  /** Everything that was written to a descriptor, as text. */
  text(fd: number): string {
    return Buffer.from(this.bytes(fd)).toString('utf8');
  }

  /** Everything that was written to a descriptor. */
  bytes(fd: number): Uint8Array {
    return Buffer.concat(this.#pieces.get(fd) ?? []);
  }

  /**
   * Waits until stdout shows this, at or after where the last prompt ended; gives what came between.
   *
   * @throws NoPromptError that says what came instead, when the call has ended without it
   */
  async prompt(wanted: string | RegExp): Promise<string> {
    for (;;) {
      const isOver = this.#isOver;
      const rest = this.stdout.slice(this.#from);
      const found = placeOf(wanted, rest);
      if (found !== undefined) {
        this.#from += found.end;
        return rest.slice(0, found.start);
      }
      if (isOver) throw new NoPromptError(shownText(wanted), rest, this.stderr);
      await this.#change;
    }
  }

  async #read(messages: AsyncIterable<unknown>): Promise<void> {
    try {
      for await (const message of messages) {
        const piece = fileIn(message);
        if (piece === undefined || piece.data.length === 0) continue;
        const known = this.#pieces.get(piece.fd);
        if (known === undefined) this.#pieces.set(piece.fd, [piece.data]);
        else known.push(piece.data);
        this.#tell();
      }
    } catch {
      // Streams of grpc-js throw the status, which is no business of the output.
    }
    this.#isOver = true;
    this.#tell();
  }

  #tell(): void {
    const wake = this.#wake;
    this.#change = this.#nextChange();
    wake();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function placeOf(wanted: string | RegExp, text: string): { readonly start: number; readonly end: number } | undefined {
  if (typeof wanted === 'string') {
    const start = text.indexOf(wanted);
    return start < 0 ? undefined : { start, end: start + wanted.length };
  }
  const found = stateless(wanted).exec(text);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}
