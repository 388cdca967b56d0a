import type { InvokeConfig, InvokeMessage } from '../protocol/messages.js';
import type { ProgramScript } from '../scenarios/model/program-script.js';
import { matchOfProcess } from './match-of-process.js';
import { SeenProcess } from './seen-process.js';
import { SeenSession } from './seen-session.js';
import type { JournalStatus, CallEntry } from '../journal/entry.js';
import type { Recording } from './recording.js';
import { usedOnce } from './used-once.js';

/** Finds the processes of a recording, each as the program that it was, in the order in which they were started. */
export function programsOf({ entries }: Recording): readonly ProgramScript[] {
  const witness = new Witness();
  for (const event of entries) witness.see(event);
  return usedOnce(
    witness.processes.flatMap((process) => {
      const script = process.script();
      return script === undefined ? [] : [{ ...matchOfProcess(process.config), ...script }];
    }),
  );
}

/** Follows the sessions of a recording, to know to which process a stream belongs and why it ended. */
class Witness {
  readonly processes: SeenProcess[] = [];
  readonly #sessions = new Map<string, SeenSession>();
  readonly #streams = new Map<number, SeenProcess>();

  see(event: CallEntry): void {
    switch (event.rpc) {
      case 'Build':
      case 'Disconnect':
        if (event.kind === 'request') this.#session(refIn(event.message)).end();
        break;
      case 'DisconnectProcess':
        if (event.kind === 'request') {
          const { ref, processId } = event.message as { readonly ref: string; readonly processId: string };
          this.#session(ref).kill(processId);
        }
        break;
      case 'Invoke':
        this.#seeInvoke(event);
        break;
      default:
    }
  }

  #seeInvoke(event: CallEntry): void {
    const process = this.#streams.get(event.call);
    switch (event.kind) {
      case 'request':
        this.#request(event, event.message as InvokeMessage);
        break;
      case 'response':
        process?.says(event.time, event.message as InvokeMessage);
        break;
      case 'cancel':
        process?.detach(event.call);
        break;
      case 'status':
        if (process !== undefined) this.#ended(process, event, event.status);
        break;
      case 'undecodable':
        // A stream whose process is not known may belong to any of them.
        for (const each of process === undefined ? this.processes : [process]) if (!each.isOver) each.spoil();
        process?.spoil();
        break;
      case 'open':
      case 'half-close':
        break;
      default:
        event satisfies never;
    }
  }

  #request({ time, call }: CallEntry, message: InvokeMessage): void {
    if (message.kind === 'init') {
      const { ref, processId, invokeConfig } = message;
      const known = this.#session(ref).get(processId);
      const process = known ?? (invokeConfig && this.#start(ref, processId, invokeConfig, time));
      if (process === undefined) return;
      this.#streams.set(call, process);
      process.attach(call, time);
    } else if (message.kind === 'file' && message.fd === 0 && message.data.length > 0) {
      this.#streams.get(call)?.hears(time, message.data);
    }
  }

  #start(ref: string, id: string, config: InvokeConfig, time: number): SeenProcess {
    const process = new SeenProcess(config, time);
    this.processes.push(process);
    this.#session(ref).start(id, process);
    return process;
  }

  #ended(process: SeenProcess, { time, call }: CallEntry, status: JournalStatus): void {
    process.streamEnded(call, time, status);
    if (process.isOver) for (const session of this.#sessions.values()) session.forget(process);
  }

  #session(ref: string): SeenSession {
    const session = this.#sessions.get(ref) ?? new SeenSession();
    this.#sessions.set(ref, session);
    return session;
  }
}

function refIn(message: unknown): string {
  return (message as { readonly ref: string }).ref;
}
