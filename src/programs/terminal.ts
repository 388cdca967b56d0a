import type { OutputFd, ProgramIo } from './program.js';

/** Thrown into the program in the foreground by Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** Whoever has the terminal. Once interrupted, it neither reads nor writes any more. */
export interface Foreground {
  readonly interrupted: boolean;
}

const ctrlC = 0x03;
const ctrlD = 0x04;
const backspace = 0x7f;
const carriageReturn = 0x0d;
const newline = 0x0a;

/**
 * Does what a terminal's line discipline does: echoes input and hands it over by lines; Ctrl-C interrupts, Ctrl-D ends
 * the input, and a line feed is written as CR LF.
 */
export class Terminal {
  readonly #io: ProgramIo;
  readonly #lines: Uint8Array[] = [];
  #line: number[] = [];
  #ends = 0;
  #wake: (() => void) | undefined;
  #interrupt: (() => void) | undefined;
  #broken: Error | undefined;

  constructor(io: ProgramIo) {
    this.#io = io;
    this.#pump().catch((error: Error) => {
      this.#broken = error;
      this.#wake?.();
    });
  }

  write(_fd: OutputFd, bytes: Uint8Array): Promise<void> {
    return this.#io.write(1, withCarriageReturns(bytes));
  }

  /** The next line with its newline, or what there was of it at Ctrl-D; undefined at the end of the input. */
  async readLine(reader: Foreground): Promise<Uint8Array | undefined> {
    while (this.#lines.length === 0 && this.#ends === 0) {
      if (this.#broken !== undefined) throw this.#broken;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      if (reader.interrupted) throw new Interrupted();
    }
    if (this.#lines.length > 0) return this.#lines.shift();
    this.#ends--;
    return undefined;
  }

  /** Runs the program in the foreground; Ctrl-C ends it with {@link Interrupted}. */
  async foreground<T>(work: (foreground: Foreground) => Promise<T>): Promise<T> {
    const foreground: { interrupted: boolean } = { interrupted: false };
    const interrupted = new Promise<never>((_resolve, reject) => {
      this.#interrupt = () => {
        foreground.interrupted = true;
        reject(new Interrupted());
      };
    });
    try {
      return await Promise.race([work(foreground), interrupted]);
    } finally {
      this.#interrupt = undefined;
    }
  }

  async #pump(): Promise<void> {
    for (let bytes = await this.#io.read(); bytes !== undefined; bytes = await this.#io.read()) {
      const echo: number[] = [];
      for (const byte of bytes) this.#key(byte, echo);
      if (echo.length > 0) await this.#io.write(1, Uint8Array.from(echo));
      this.#wake?.();
    }
    this.#ends = Number.POSITIVE_INFINITY;
    this.#wake?.();
  }

  #key(byte: number, echo: number[]): void {
    switch (byte) {
      case ctrlC:
        echo.push(0x5e, 0x43, carriageReturn, newline);
        // Typed text that nobody has read is thrown away.
        this.#line = [];
        this.#lines.length = 0;
        this.#ends = 0;
        this.#interrupt?.();
        return;
      case ctrlD:
        if (this.#line.length === 0) this.#ends++;
        else this.#finishLine();
        return;
      case backspace:
        if (this.#line.pop() !== undefined) echo.push(0x08, 0x20, 0x08);
        return;
      case carriageReturn:
      case newline:
        echo.push(carriageReturn, newline);
        this.#line.push(newline);
        this.#finishLine();
        return;
      default:
        echo.push(byte);
        this.#line.push(byte);
    }
  }

  #finishLine(): void {
    this.#lines.push(Uint8Array.from(this.#line));
    this.#line = [];
  }
}

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(newline)) return bytes;
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === newline) out.push(carriageReturn);
    out.push(byte);
  }
  return Uint8Array.from(out);
}
