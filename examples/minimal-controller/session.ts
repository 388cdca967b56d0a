import { EventEmitter } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { build, type BuildOptions, type Told } from './builder.js';

/** A build, and all that it has told, so that whoever comes late misses nothing. */
export class Session {
  readonly options: BuildOptions;
  running = true;
  readonly #told: Told[] = [];
  readonly #changes = new EventEmitter().setMaxListeners(0);
  readonly #canceled = new AbortController();

  constructor(options: BuildOptions) {
    this.options = options;
  }

  /** Builds to the end, or rejects with what the build failed with. */
  async build(): Promise<void> {
    try {
      const tell = (told: Told): void => {
        this.#told.push(told);
        this.#changes.emit('change');
      };
      await build(this.options, tell, this.#canceled.signal);
    } finally {
      this.running = false;
      this.#changes.emit('change');
    }
  }

  cancel(): void {
    this.#canceled.abort(new Error('context canceled'));
  }

  /** Sends what was told and what comes, as fast as the client reads, until the build is over or the client leaves. */
  follow(call: ServerWritableStream<unknown, Told>): void {
    let sent = 0;
    const send = (): void => {
      while (sent < this.#told.length) {
        const told = this.#told[sent++];
        // It goes on when the stream has drained.
        if (told !== undefined && !call.write(told)) return;
      }
      if (this.running) return;
      leave();
      call.end();
    };
    const leave = (): void => {
      this.#changes.off('change', send);
      call.off('drain', send);
    };
    this.#changes.on('change', send);
    call.on('drain', send);
    call.on('cancelled', leave);
    send();
  }
}
