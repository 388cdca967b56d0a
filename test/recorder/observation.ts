import type { CallEvent } from '../../src/client/controller-client.js';
import type { Timestamp } from '../../src/protocol/messages.js';

/** What a client saw, call by call and in all, without what is another in every run: refs and the time of day. */
export class Observation {
  readonly #ref: string;
  readonly #events: CallEvent[] = [];

  constructor(ref: string) {
    this.#ref = ref;
  }

  readonly observer = (event: CallEvent): void => {
    if (event.kind === 'received' || event.kind === 'status') this.#events.push(event);
  };

  /** Every message and end, in the order in which the client saw them. */
  get inOrder(): readonly string[] {
    const first = this.#firstTime();
    return settled(this.#events).map((event) => `${event.method}#${event.call} ${this.#show(event, first)}`);
  }

  get byCall(): Readonly<Record<string, readonly string[]>> {
    const lines = this.inOrder.map((line) => line.split(/ (.*)/s, 2) as [string, string]);
    return Object.fromEntries(
      lines.map(([call]) => [call, lines.filter(([other]) => other === call).map(([, what]) => what)]),
    );
  }

  #show(event: CallEvent, first: bigint): string {
    const what =
      event.kind === 'status'
        ? {
            code: event.status.code,
            message: event.status.message,
            details: event.status.details.map(({ typeUrl, json }) => ({ typeUrl, json })),
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
      event.kind === 'received' && event.method === 'Status'
        ? (event.message as { vertices: readonly { started?: Timestamp }[] }).vertices
        : [],
    );
    return (
      starts.flatMap(({ started }) => (started === undefined ? [] : [nanos(started)])).toSorted(ascending)[0] ?? 0n
    );
  }
}

/** The two EOFs of an Invoke come in either order: docs/real-controller.md §5.7. */
function settled(events: readonly CallEvent[]): readonly CallEvent[] {
  return events.map((event) =>
    event.kind === 'received' && isEof(event.message) ? { ...event, message: 'EOF of an output' } : event,
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
