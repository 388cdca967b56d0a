import type { CallEvent as ClientEvent } from '../../src/client/controller-client.js';
import type { ErrorDetail } from '../../src/protocol/index.js';
import type { Recording } from '../../src/recorder/recording.js';
import type { Timestamp } from '../../src/protocol/messages.js';

/** A client's event, or a recorder's, which does not keep the bytes. */
type CallEvent = ClientEvent extends infer E ? (E extends unknown ? Omit<E, 'bytes'> : never) : never;

/** What came in a session, without what is another in every run: refs and the time of day. */
export class Observation {
  readonly #ref: string;
  readonly #events: CallEvent[] = [];

  constructor(ref: string) {
    this.#ref = ref;
  }

  /** Of what a recorder saw. */
  static of({ entries }: Recording, ref: string): Observation {
    const observation = new Observation(ref);
    for (const { call, rpc, ...event } of entries) {
      if (event.kind === 'response') observation.observer({ kind: 'response', call, rpc, message: event.message });
      else if (event.kind === 'status') {
        const { code, message, details = [] } = event.status;
        observation.observer({ kind: 'status', call, rpc, status: { code, message, details, trailers: {} } });
      }
    }
    return observation;
  }

  readonly observer = (event: CallEvent): void => {
    if (event.kind === 'response' || event.kind === 'status') this.#events.push(event);
  };

  /** All messages and failures to build, in order. Other ends are told by call: those of different calls race. */
  get inOrder(): readonly string[] {
    const answers = this.#events.filter(
      (event) =>
        event.kind === 'response' || (event.kind === 'status' && event.rpc === 'Build' && event.status.code !== 0),
    );
    return this.#lines(answers).map(({ call, what }) => `${call} ${what}`);
  }

  /** The messages and the end of each call. */
  get byCall(): Readonly<Record<string, readonly string[]>> {
    const lines = this.#lines(this.#events);
    return Object.fromEntries(
      lines.map(({ call }) => [call, lines.filter((line) => line.call === call).map(({ what }) => what)]),
    );
  }

  #lines(events: readonly CallEvent[]): readonly { readonly call: string; readonly what: string }[] {
    const first = this.#firstTime();
    return settled(events).map((event) => ({ call: `${event.rpc}#${event.call}`, what: this.#show(event, first) }));
  }

  #show(event: CallEvent, first: bigint): string {
    const what =
      event.kind === 'status'
        ? {
            code: event.status.code,
            message: event.status.message,
            details: detailsOf(event).map(({ typeUrl, json }) => ({ typeUrl, json })),
          }
        : 'message' in event
          ? event.message
          : undefined;
    return JSON.stringify(what, (_key, value: unknown) => {
      if (value === this.#ref) return 'REF';
      if (isTimestamp(value)) return `${nanos(value) - first} ns`;
      if (typeof value === 'bigint') return `${value}`;
      if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      // A map has no order on the wire.
      return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    });
  }

  /** All times are told from the first start of a vertex. */
  #firstTime(): bigint {
    const starts = this.#events.flatMap((event) =>
      event.kind === 'response' && event.rpc === 'Status'
        ? (event.message as { vertices: readonly { started?: Timestamp }[] }).vertices
        : [],
    );
    return (
      starts.flatMap(({ started }) => (started === undefined ? [] : [nanos(started)])).toSorted(ascending)[0] ?? 0n
    );
  }
}

/** Where in the server's program an Invoke ended, and how often it says so, is no part of a program's script. */
function detailsOf({ rpc, status }: Extract<CallEvent, { kind: 'status' }>): readonly ErrorDetail[] {
  if (rpc !== 'Invoke') return status.details;
  const own = status.details.filter(({ typeUrl }) => !typeUrl.includes('/stack.Stack'));
  return own.filter(({ typeUrl }, i) => own.findIndex((other) => other.typeUrl === typeUrl) === i);
}

/** The two EOFs of an Invoke come in either order: docs/real-controller.md §5.7. */
function settled(events: readonly CallEvent[]): readonly CallEvent[] {
  return events.map((event) =>
    event.kind === 'response' && isEof(event.message) ? { ...event, message: 'EOF of an output' } : event,
  );
}

function isEof(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'eof' in message && message.eof === true;
}

function isTimestamp(value: unknown): value is Timestamp {
  return typeof value === 'object' && value !== null && 'seconds' in value && 'nanos' in value;
}

function nanos({ seconds, nanos: rest }: Timestamp): bigint {
  return seconds * 1_000_000_000n + BigInt(rest);
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
