import type { ReadStream, WriteStream } from 'node:tty';
import type { ControllerClient } from '../controller-client/connect.js';
import type { InvokeInit } from '../controller-client/messages.js';
import { Keyboard } from './keyboard.js';
import { StepProcess } from './step-process.js';

/** How it ended: the process did, or whoever typed has left it. */
export type Outcome = { readonly exitCode: number } | { readonly detachedFrom: string };

export interface DebugOptions {
  /** The session of the build. */
  readonly ref: string;
  /** The command of new processes. */
  readonly command: readonly string[];
  /** A process that runs already, whose terminal is taken over; without it a new one is started. */
  readonly processId?: string | undefined;
  readonly input: ReadStream;
  readonly output: WriteStream;
}

/** Puts this program's terminal before a process of the session, until the process ends or is left. */
export async function debugTerminal(client: ControllerClient, options: DebugOptions): Promise<Outcome> {
  const { input, output } = options;
  const session = new DebugTerminal(client, options);
  const onInput = (piece: Uint8Array): void => session.read(piece);
  const onResize = (): void => session.resize();
  // Raw: Ctrl-C and the like are for the process, as is what it makes of a line.
  input.setRawMode(true);
  input.on('data', onInput);
  output.on('resize', onResize);
  try {
    return await session.outcome;
  } finally {
    output.off('resize', onResize);
    input.off('data', onInput);
    input.pause();
    input.setRawMode(false);
  }
}

class DebugTerminal {
  readonly outcome: Promise<Outcome>;
  readonly #client: ControllerClient;
  readonly #options: DebugOptions;
  readonly #keyboard = new Keyboard();
  readonly #settle: { readonly resolve: (outcome: Outcome) => void; readonly reject: (error: unknown) => void };
  #process: StepProcess;
  #started = 0;

  constructor(client: ControllerClient, options: DebugOptions) {
    this.#client = client;
    this.#options = options;
    let settle: typeof this.#settle | undefined;
    this.outcome = new Promise((resolve, reject) => (settle = { resolve, reject }));
    this.#settle = settle!;
    this.#process =
      options.processId === undefined
        ? this.#open(this.#newProcess({ rollback: false, initial: false }))
        : this.#open({ Ref: options.ref, ProcessID: options.processId });
  }

  read(piece: Uint8Array): void {
    for (const typed of this.#keyboard.read(piece)) {
      if ('bytes' in typed) this.#process.type(typed.bytes);
      else if (typed.command === 'detach') this.#detach();
      // The server ends what runs in the old container.
      else this.#process = this.#open(this.#newProcess({ rollback: true, initial: typed.command === 'initial' }));
    }
  }

  resize(): void {
    this.#process.resize(this.#options.output.rows, this.#options.output.columns);
  }

  #detach(): void {
    this.#settle.resolve({ detachedFrom: this.#process.id });
    this.#process.detach();
  }

  #newProcess({ rollback, initial }: { readonly rollback: boolean; readonly initial: boolean }): InvokeInit {
    const { ref, command } = this.#options;
    this.#started += 1;
    return {
      Ref: ref,
      // Another ID for each, since one that is known means the process that there is.
      ProcessID: `debug-${process.pid}-${this.#started}`,
      InvokeConfig: {
        Entrypoint: command.slice(0, 1),
        Cmd: command.slice(1),
        Tty: true,
        NoUser: true,
        NoCwd: true,
        Rollback: rollback,
        Initial: initial,
      },
    };
  }

  #open(init: InvokeInit): StepProcess {
    const opened = new StepProcess(this.#client, init, (bytes) => {
      if (this.#process === undefined || this.#process === opened) this.#options.output.write(bytes);
    });
    // Of a process that was rolled back, the end means nothing.
    opened.ended.then(
      (exitCode) => this.#process === opened && this.#settle.resolve({ exitCode }),
      (error: unknown) => this.#process === opened && this.#settle.reject(error),
    );
    opened.resize(this.#options.output.rows, this.#options.output.columns);
    return opened;
  }
}
