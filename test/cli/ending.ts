import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawnCli } from './run-cli.js';

/** How a process came to its end. */
export interface Ended {
  /** Null when it was a signal that ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A command line in a process of its own, until its end: mocha's timeout is the limit of that. */
export class Ending {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;

  constructor(...args: readonly string[]) {
    this.child = spawnCli(args);
    const texts = { out: '', err: '' };
    this.child.stdout.on('data', (text) => (texts.out += String(text)));
    this.child.stderr.on('data', (text) => (texts.err += String(text)));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve({ code, signal, ...texts }));
    });
  }

  /** Sends these one after another, and waits for the end. */
  async send(...signals: readonly NodeJS.Signals[]): Promise<Ended> {
    for (const signal of signals) this.child.kill(signal);
    return this.ended;
  }
}
