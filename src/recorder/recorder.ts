import { FrameError, Unframer } from '../client/grpc-frame.js';
import type { CallStatus } from '../client/connection.js';
import { rpcStatus } from '../client/rpc-status.js';
import type { Method, MethodName } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import type { Revision } from '../protocol/revision.js';
import { serviceOf } from '../protocol/service.js';
import { preciseNowMs } from '../time/precise-now.js';
import type { CallWitness } from '../transport/http2-relay.js';
import type { RecordedEvent, Recording } from './recording.js';

/** A part of a recorded event that the recorder itself does not know. */
type Happening = RecordedEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'time' | 'call' | 'method'>
    : never
  : never;

/** As much as any message can be that reaches a client. */
const largest = 64 * 1024 * 1024;

/** A thousandth of a millisecond: no two events are told at the same time, so that their order is in their times. */
const tick = 0.001;

/** Writes down what passes between clients and a controller. */
export class Recorder {
  readonly #service: ReturnType<typeof serviceOf>;
  readonly #epoch = preciseNowMs();
  readonly #events: RecordedEvent[] = [];
  readonly #gone: () => void;
  #time = 0;
  #calls = 0;

  /** @param gone called whenever a call is over and its client has been told, of whatever method */
  constructor(revision: Revision, gone: () => void = () => undefined) {
    this.#service = serviceOf(revision);
    this.#gone = gone;
  }

  get recording(): Recording {
    return { events: this.#events, epoch: this.#epoch };
  }

  /** The witness of a call; one of a method that is none of the revision's is passed on, and leaves no trace. */
  witness(path: string): CallWitness {
    const method = Object.values(this.#service).find((known) => known?.path === path);
    return method === undefined ? this.#stranger() : this.#acquaintance(method);
  }

  #stranger(): CallWitness {
    const nothing = (): void => undefined;
    return {
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
    const tell = (happening: Happening): void => this.#tell(call, method.name, happening);
    tell({ kind: 'open' });
    return {
      request: decoder(method.request, (message) => tell({ kind: 'request', message })),
      halfClosed: () => tell({ kind: 'half-close' }),
      response: decoder(method.response, (message) => tell({ kind: 'response', message })),
      cancelled: () => tell({ kind: 'cancelled' }),
      ended: (status: CallStatus) => {
        const { code, message, details } = rpcStatus(status);
        tell({ kind: 'status', status: { code, message, details } });
      },
      gone: this.#gone,
    };
  }

  #tell(call: number, method: MethodName, happening: Happening): void {
    this.#time = Math.max(this.#time + tick, preciseNowMs() - this.#epoch);
    this.#events.push({ time: this.#time, call, method, ...happening });
  }
}

/** Puts messages together from pieces. What is no message passes all the same; from there on the direction is not told. */
function decoder(
  codec: { decode(bytes: Uint8Array): unknown },
  take: (message: unknown) => void,
): (piece: Uint8Array) => void {
  const unframer = new Unframer(largest);
  let lost = false;
  return (piece) => {
    if (lost) return;
    try {
      unframer.push(piece, (bytes) => take(codec.decode(bytes)));
    } catch (error) {
      if (!(error instanceof FrameError || error instanceof ProtocolError)) throw error;
      lost = true;
    }
  };
}
