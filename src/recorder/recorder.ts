import type { CallStatus } from '../client/connection.js';
import { rpcStatus } from '../client/rpc-status.js';
import type { Method, MethodName } from '../protocol/methods.js';
import type { Revision } from '../protocol/revision.js';
import { serviceOf } from '../protocol/service.js';
import { preciseNowMs } from '../time/precise-now.js';
import type { CallWitness } from '../transport/http2-relay.js';
import { MessageReader } from './message-reader.js';
import type { CallEntry } from '../journal/entry.js';
import type { Recording } from './recording.js';

/** A part of an entry that the recorder itself does not know. */
type EntryContent = CallEntry extends infer E
  ? E extends unknown
    ? Omit<E, 'n' | 'time' | 'call' | 'rpc'>
    : never
  : never;

export interface RecorderListeners {
  /** Called whenever a call is over and its client has been told, of whatever method. */
  readonly gone?: () => void;
  readonly onEntry?: (entry: CallEntry) => void;
}

/** How far apart events are at least, in milliseconds, so that their order is in their times. */
const tick = 0.001;

/** Writes down what passes between clients and a controller. */
export class Recorder {
  readonly #service: ReturnType<typeof serviceOf>;
  readonly #epoch = preciseNowMs();
  readonly #entries: CallEntry[] = [];
  readonly #strangers = new Set<string>();
  readonly #gone: () => void;
  readonly #onEntry: (entry: CallEntry) => void;
  #time = 0;
  #calls = 0;

  constructor(revision: Revision, { gone = () => undefined, onEntry = () => undefined }: RecorderListeners = {}) {
    this.#service = serviceOf(revision);
    this.#gone = gone;
    this.#onEntry = onEntry;
  }

  /**
   * Methods that were called and that the revision does not have. Their calls were passed on, and are not in the
   * recording.
   */
  get strangers(): readonly string[] {
    return [...this.#strangers];
  }

  get recording(): Recording {
    return { entries: this.#entries, epoch: this.#epoch };
  }

  /** Makes the witness of a call. Of a call to a method that the revision does not have, only the method is kept. */
  witness(path: string): CallWitness {
    const method = Object.values(this.#service).find((known) => known?.path === path);
    return method === undefined ? this.#stranger(path) : this.#acquaintance(method);
  }

  #stranger(path: string): CallWitness {
    this.#strangers.add(path);
    const nothing = (): void => undefined;
    return {
      encoding: nothing,
      request: nothing,
      halfClosed: nothing,
      response: nothing,
      cancelled: nothing,
      ended: nothing,
      gone: this.#gone,
    };
  }

  #acquaintance(method: Method): CallWitness {
    const call = ++this.#calls;
    const tell = (content: EntryContent): void => this.#tell(call, method.name, content);
    const reader = (side: 'request' | 'response'): MessageReader =>
      new MessageReader(
        method[side],
        (message) => tell({ kind: side, message }),
        (reason) => tell({ kind: 'undecodable', side, reason }),
      );
    const request = reader('request');
    const response = reader('response');
    tell({ kind: 'open' });
    return {
      encoding: (side, name) => {
        (side === 'request' ? request : response).encoding = name;
      },
      request: (piece) => request.push(piece),
      halfClosed: () => {
        request.end();
        tell({ kind: 'half-close' });
      },
      response: (piece) => response.push(piece),
      cancelled: () => tell({ kind: 'cancel' }),
      ended: (status: CallStatus) => {
        response.end();
        const { code, message, details } = rpcStatus(status);
        tell({ kind: 'status', status: { code, message, details } });
      },
      gone: this.#gone,
    };
  }

  #tell(call: number, rpc: MethodName, content: EntryContent): void {
    this.#time = Math.max(this.#time + tick, preciseNowMs() - this.#epoch);
    const entry = { n: this.#entries.length + 1, time: this.#time, call, rpc, ...content };
    this.#entries.push(entry);
    this.#onEntry(entry);
  }
}
