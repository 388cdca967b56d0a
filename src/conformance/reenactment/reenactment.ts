import type { Call, ControllerClient } from '../../client/controller-client.js';
import { FakeController } from '../../fake-controller/fake-controller.js';
import type { Revision } from '../../protocol/revision.js';
import { serviceName } from '../../protocol/service.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import { RealClock } from '../../time/real-clock.js';
import type { JournalEntry } from '../report/report.js';
import { withTimeout } from '../waiting.js';
import { sameMessage, sameStatus } from './same.js';

/** How the fake plays it. */
export interface Stage {
  readonly scenario: Scenario;
  readonly revision: Revision;
  readonly quirks: 'all' | 'none';
}

/** A call in which the fake says something else than was seen. */
export interface Difference {
  readonly call: number;
  readonly what: string;
}

type RawCall = Call<Uint8Array, Uint8Array>;

/** The fake's time jumps: what has not come in this real time, in milliseconds, never comes. */
const patienceMs = 200;

/**
 * Does what the clients of a counterexample did, with the fake instead of its target, and finds the first call in which
 * it says something else; `ignored` calls aside. Ends of calls that nobody waited for are not looked at.
 */
export async function reenact(
  journal: readonly JournalEntry[],
  { scenario, revision, quirks }: Stage,
  ignored: ReadonlySet<number> = new Set(),
): Promise<Difference | undefined> {
  const fake = await FakeController.start({ scenario, revision, quirks, onStuck: 'ignore', warn: () => undefined });
  const player = new Player(fake, revision);
  try {
    for (const entry of journal) {
      const what = await player.play(entry);
      if (what !== undefined && !ignored.has(entry.call)) return { call: entry.call, what };
    }
    return await player.tooMuch(ignored);
  } finally {
    player.clock.stop();
    await fake.stop();
  }
}

class Player {
  readonly clock = new RealClock();
  readonly #fake: FakeController;
  readonly #revision: Revision;
  readonly #clients = new Map<number, ControllerClient>();
  readonly #calls = new Map<number, { readonly call: RawCall; received: number; over: boolean }>();

  constructor(fake: FakeController, revision: Revision) {
    this.#fake = fake;
    this.#revision = revision;
  }

  /** What is different, in words. */
  async play(entry: JournalEntry): Promise<string | undefined> {
    const { call: number, kind, bytes = '', method, status } = entry;
    if (kind === 'open') {
      const call = this.#client(entry.client).rpc.openRaw(`/${serviceName}/${method}`);
      this.#calls.set(number, { call, received: 0, over: false });
      return undefined;
    }
    const known = this.#calls.get(number);
    if (known === undefined) return undefined;
    const { call } = known;
    switch (kind) {
      case 'sent':
        // Not awaited: it may be held back, and that shows in what comes.
        void call.send(Buffer.from(bytes, 'base64')).catch(() => undefined);
        return undefined;
      case 'half-close':
        call.halfClose();
        return undefined;
      case 'cancel':
        known.over = true;
        call.cancel();
        return undefined;
      case 'received':
      case 'undecodable': {
        const message = await this.#message(call, known.received++);
        if (message === undefined) return `message ${known.received} does not come`;
        if (!sameMessage(method, this.#revision, message, Buffer.from(bytes, 'base64')))
          return `message ${known.received} is another`;
        if (kind === 'received') return undefined;
        known.over = true;
        call.cancel();
        return undefined;
      }
      case 'status': {
        if (known.over || status === undefined) return undefined;
        known.over = true;
        const ended = await withTimeout(this.clock, patienceMs, call.status);
        if (typeof ended === 'symbol') return 'it does not end';
        if (call.messages.length > known.received) return 'more messages come';
        return sameStatus(ended, status) ? undefined : 'it ends otherwise';
      }
    }
  }

  /** What came that was not seen. */
  async tooMuch(ignored: ReadonlySet<number>): Promise<Difference | undefined> {
    // An answer to a later call: what was to come at once is there.
    await this.#client(1)
      .rpc.info()
      .catch(() => undefined);
    for (const [number, { call, received, over }] of this.#calls) {
      if (over || ignored.has(number)) continue;
      if (call.messages.length > received) return { call: number, what: 'more messages come' };
    }
    return undefined;
  }

  #client(number: number): ControllerClient {
    const client = this.#clients.get(number) ?? this.#fake.client();
    this.#clients.set(number, client);
    return client;
  }

  async #message(call: RawCall, index: number): Promise<Uint8Array | undefined> {
    const message = await withTimeout(
      this.clock,
      patienceMs,
      call.find((_message, at) => at === index, index),
    );
    return typeof message === 'symbol' ? undefined : message;
  }
}
