import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type Duplex, PassThrough } from 'node:stream';
import type { EngineContainer } from './engine.js';
import { modemOf } from './modem.js';

const keptLines = 40;

/**
 * The standard streams of a container. What it says is kept. Its stdin ends when this process does, however that comes
 * about, and then the container ends itself, so that none is ever left behind and no helper container has to watch.
 */
export class Lifeline {
  readonly #stream: Duplex;
  readonly #lines: string[] = [];
  readonly #listeners = new Set<() => void>();
  #over = false;

  /** Attaches to a container. Call it before the container is started, so that nothing it says is missed. */
  static async attach(container: EngineContainer): Promise<Lifeline> {
    const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
    return new Lifeline(container, stream as Duplex);
  }

  private constructor(container: EngineContainer, stream: Duplex) {
    this.#stream = stream;
    const output = new PassThrough();
    modemOf(container).demuxStream(stream, output, output);
    createInterface({ input: output }).on('line', (line) => {
      this.#lines.push(line);
      if (this.#lines.length > keptLines) this.#lines.shift();
      this.#changed();
    });
    const end = (): void => {
      output.end();
      this.#over = true;
      this.#changed();
    };
    stream.once('close', end).once('end', end).on('error', end);
  }

  /** The last lines that the container wrote. */
  get log(): string {
    return this.#lines.join('\n');
  }

  /**
   * Waits for the first line that matches, among those that are kept or still come; undefined when the container ended
   * without one.
   */
  line(pattern: RegExp): Promise<RegExpExecArray | undefined> {
    return new Promise((resolve) => {
      const look = (): void => {
        const match = this.#lines.map((line) => pattern.exec(line)).find((found) => found !== null);
        if (match === undefined && !this.#over) return;
        this.#listeners.delete(look);
        resolve(match);
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** Lets the process end from now on, even while this is attached. */
  unref(): void {
    if (this.#stream instanceof Socket) this.#stream.unref();
  }

  /** Ends the container. */
  cut(): void {
    this.#stream.destroy();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
