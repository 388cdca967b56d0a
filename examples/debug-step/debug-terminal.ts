import { randomUUID } from 'node:crypto';
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
  const { ref, command, processId, input, output } = options;
  const keyboard = new Keyboard();
  let current: StepProcess | undefined;
  let onInput: (piece: Uint8Array) => void = () => {};
  const onResize = (): void => current?.resize(output.rows, output.columns);

  const outcome = new Promise<Outcome>((resolve, reject) => {
    const open = (init: InvokeInit): void => {
      const opened = new StepProcess(client, init, (bytes) => opened === current && output.write(bytes));
      current = opened;
      // The end of a process that was rolled back means nothing.
      opened.ended.then(
        (exitCode) => opened === current && resolve({ exitCode }),
        (error: Error) => opened === current && reject(error),
      );
      onResize();
    };
    onInput = (piece) => {
      for (const typed of keyboard.read(piece)) {
        if ('bytes' in typed) current?.type(typed.bytes);
        // The server itself ends what runs in the old container.
        else if (typed.command !== 'detach') open(newProcess(ref, command, typed.command));
        else if (current !== undefined) {
          resolve({ detachedFrom: current.id });
          current.detach();
        }
      }
    };
    open(processId === undefined ? newProcess(ref, command) : { Ref: ref, ProcessID: processId });
  });

  // Raw: Ctrl-C and the like are for the process, as is what it makes of a line.
  input.setRawMode(true);
  input.on('data', onInput);
  output.on('resize', onResize);
  try {
    return await outcome;
  } finally {
    output.off('resize', onResize);
    input.off('data', onInput);
    input.pause();
    input.setRawMode(false);
  }
}

function newProcess(ref: string, command: readonly string[], anew?: 'rollback' | 'initial'): InvokeInit {
  return {
    Ref: ref,
    // Never one that is known: that would mean the process that there is.
    ProcessID: randomUUID(),
    InvokeConfig: {
      Entrypoint: command.slice(0, 1),
      Cmd: command.slice(1),
      Tty: true,
      NoUser: true,
      NoCwd: true,
      Rollback: anew !== undefined,
      Initial: anew === 'initial',
    },
  };
}
