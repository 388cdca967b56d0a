import { setTimeout as wait } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import { getContainerRuntimeClient } from 'testcontainers';

const patienceMs = 10_000;

/** A program at a terminal inside a container: what it shows, and a keyboard. */
export class Terminal {
  readonly #stream: Duplex;
  readonly #inspect: () => Promise<{ ExitCode: number | null }>;
  readonly #ended: Promise<void>;
  readonly #listeners = new Set<() => void>();
  #screen = '';
  #seenTo = 0;

  static async open(
    containerId: string,
    command: readonly string[],
    environment: Record<string, string>,
  ): Promise<Terminal> {
    const engine = await getContainerRuntimeClient();
    const exec = await engine.container.getById(containerId).exec({
      Cmd: [...command],
      Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      Tty: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
    });
    const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
    return new Terminal(stream, () => exec.inspect());
  }

  private constructor(stream: Duplex, inspect: () => Promise<{ ExitCode: number | null }>) {
    this.#stream = stream;
    this.#inspect = inspect;
    this.#ended = new Promise((resolve) => stream.once('close', resolve).once('end', resolve));
    stream.on('data', (data: Buffer) => {
      this.#screen += data.toString();
      for (const look of this.#listeners) look();
    });
  }

  get screen(): string {
    return this.#screen;
  }

  type(text: string): void {
    this.#stream.write(text);
  }

  /** Resolves when `text` is shown after all that was waited for before. */
  async shows(text: string): Promise<void> {
    const shown = new Promise<void>((resolve) => {
      const look = (): void => {
        const at = this.#screen.indexOf(text, this.#seenTo);
        if (at < 0) return;
        this.#seenTo = at + text.length;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
    await this.#within(`${JSON.stringify(text)} to be shown`, shown);
  }

  async exitCode(): Promise<number | null> {
    await this.#within('the program to exit', this.#ended);
    return (await this.#inspect()).ExitCode;
  }

  close(): void {
    this.#stream.destroy();
  }

  async #within(what: string, promise: Promise<void>): Promise<void> {
    const giveUp = new AbortController();
    const tooLate = wait(patienceMs, undefined, { signal: giveUp.signal }).then(() => {
      throw new Error(`waited in vain for ${what}; the terminal shows ${JSON.stringify(this.#screen.slice(-2000))}`);
    });
    tooLate.catch(() => {});
    try {
      await Promise.race([promise, tooLate]);
    } finally {
      giveUp.abort();
    }
  }
}
