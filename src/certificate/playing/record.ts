import type { CallEvent } from '../../client/call-event.js';
import type { RpcStatus } from '../../client/rpc-status.js';
import type { MethodName } from '../../protocol/methods.js';

/** One call of a history, with all that passed on it. */
export interface RecordedCall {
  readonly rpc: MethodName;
  /** The command that opened it, from 0. */
  readonly command: number;
  readonly requests: unknown[];
  readonly responses: Recorded[];
  cancelled: boolean;
  status?: RpcStatus;
}

/** A message, and its place among all events of the history. */
export interface Recorded {
  readonly message: unknown;
  readonly at: number;
}

/** Writes down what the clients of one history send and see, until it is closed. */
export class Record {
  readonly calls: (RecordedCall & { readonly opened: number })[] = [];
  readonly #byKey = new Map<string, RecordedCall>();
  /** The command that is being done. */
  command = 0;
  #events = 0;
  #closed = false;
  readonly #waiting = new Set<() => void>();

  /** Writes nothing down any more. */
  close(): void {
    this.#closed = true;
  }

  /** The observer of one client. */
  of(client: number): (event: CallEvent) => void {
    return (event) => {
      if (this.#closed) return;
      this.#events += 1;
      this.#note(`${client}/${event.call}`, event);
      for (const wake of this.#waiting) wake();
    };
  }

  /** Resolves when `condition` holds, which is looked at after each event. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  #note(key: string, event: CallEvent): void {
    if (event.kind === 'open') {
      const { command } = this;
      const opened = this.#events;
      const call = { rpc: event.rpc, command, opened, requests: [], responses: [], cancelled: false };
      this.calls.push(call);
      this.#byKey.set(key, call);
      return;
    }
    const call = this.#byKey.get(key);
    if (call === undefined) return;
    switch (event.kind) {
      case 'request':
        call.requests.push(event.message);
        break;
      case 'response':
        call.responses.push({ message: event.message, at: this.#events });
        break;
      case 'undecodable':
        call.responses.push({ message: `undecodable: ${event.reason}`, at: this.#events });
        break;
      case 'cancel':
        call.cancelled = true;
        break;
      case 'status':
        call.status = event.status;
        break;
      case 'half-close':
        break;
    }
  }
}
