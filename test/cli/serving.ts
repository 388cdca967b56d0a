import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { spawnCli } from './run-cli.js';

/** A command that listens, in a process of its own. */
export class Serving {
  readonly child: ChildProcessWithoutNullStreams;
  readonly err: Lines;
  address = '';

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    this.err = new Lines(child.stderr);
  }

  static async start(...args: readonly string[]): Promise<Serving> {
    return Serving.of(spawnCli(args));
  }

  /** A command that was started, once it listens. */
  static async of(child: ChildProcessWithoutNullStreams): Promise<Serving> {
    const serving = new Serving(child);
    const line = await new Lines(serving.child.stdout).find(() => true);
    serving.address = /^listening on (.+)$/.exec(line)?.[1] ?? expect.fail(line);
    return serving;
  }

  /** Resolves to the exit code. */
  async interrupt(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGINT');
    return exited;
  }
}

/** The lines of a stream, kept. */
class Lines {
  readonly #lines: string[] = [];
  #wake: (() => void) | undefined;

  constructor(stream: NodeJS.ReadableStream) {
    createInterface(stream).on('line', (line) => {
      this.#lines.push(line);
      this.#wake?.();
    });
  }

  /** The first line that is wanted, come or to come: mocha's timeout is the limit. */
  async find(wanted: (line: string) => boolean): Promise<string> {
    for (;;) {
      const found = this.#lines.find(wanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
