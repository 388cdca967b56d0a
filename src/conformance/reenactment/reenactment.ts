import type { Call, ControllerClient } from '../../client/controller-client.js';
import { FakeController } from '../../fake-controller/fake-controller.js';
import type { Revision } from '../../protocol/revision.js';
import { serviceName } from '../../protocol/service.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import { RealClock } from '../../time/real-clock.js';
import type { WrittenCallEntry } from '../../journal/written-entry.js';

import { withTimeout } from '../engine/waiting.js';
import { sameMessage, sameStatus } from './same.js';

/** How the fake plays a scenario. */
export interface FakeSetup {
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

/**
 * How long something is waited for, in milliseconds. The fake's time jumps, so what has not come in this real time
 * never comes.
 */
const patienceMs = 200;

/** What was done and seen. */
export interface Play {
  readonly journal: readonly WrittenCallEntry[];
  /** When nobody looked any more, in milliseconds since the check began. */
  readonly tookMs: number;
}

/** A call of which nothing was seen for so long, in milliseconds, was to stay open. */
const longSilenceMs = 100;

/**
 * Does what the clients of a counterexample did, with the fake instead of its target, and finds the first call in which
 * the fake says something else; `ignored` calls are not looked at.
 */
export async function reenact(
  { journal, tookMs }: Play,
  { scenario, revision, quirks }: FakeSetup,
  ignored: ReadonlyMap<number, unknown> = new Map(),
): Promise<Difference | undefined> {
  const fake = await FakeController.start({
    scenario,
    revision,
    quirks,
    // A client may have called what its server lacked.
    unsayable: 'drop',
    onStuck: 'ignore',
    warn: () => undefined,
  });
  const player = new Player(fake, revision);
  try {
    for (const entry of journal) {
      const what = await player.play(entry);
      if (what !== undefined && !ignored.has(entry.call)) return { call: entry.call, what };
    }
    const heard = new Set(journal.filter(({ time }) => tookMs - time < longSilenceMs).map(({ call }) => call));
    return await player.tooMuch(
      (call) => !ignored.has(call),
      (call) => !heard.has(call),
    );
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

  /** Plays one entry, and gives what is different, in words. */
  async play(entry: WrittenCallEntry): Promise<string | undefined> {
    const { call: number, kind, bytes = '', rpc, status } = entry;
    if (kind === 'open') {
      const call = this.#client(entry.client).rpc.openRaw(`/${serviceName}/${rpc}`);
      this.#calls.set(number, { call, received: 0, over: false });
      return undefined;
    }
    const known = this.#calls.get(number);
    if (known === undefined) return undefined;
    const { call } = known;
    switch (kind) {
      case 'request':
        // Not awaited, because it may be held back, which shows in what comes.
        void call.send(Buffer.from(bytes, 'base64')).catch(() => undefined);
        return undefined;
      case 'half-close':
        call.halfClose();
        return undefined;
      case 'cancel':
        known.over = true;
        call.cancel();
        return undefined;
      case 'response':
      case 'undecodable': {
        const message = await this.#message(call, known.received++);
        if (message === undefined) return `message ${known.received} does not come`;
        if (!sameMessage(rpc, this.#revision, message, Buffer.from(bytes, 'base64')))
          return `message ${known.received} is another`;
        if (kind === 'response') return undefined;
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

  /** Finds what came that was not seen. */
  async tooMuch(
    matters: (call: number) => boolean,
    wasSilent: (call: number) => boolean,
  ): Promise<Difference | undefined> {
    // This later call is answered when everything has come that was to come at once.
    await this.#client(1)
      .rpc.info()
      .catch(() => undefined);
    const open = [...this.#calls].filter(([number, { over }]) => !over && matters(number));
    const loud = open.find(([, { call, received }]) => call.messages.length > received);
    if (loud !== undefined) return { call: loud[0], what: 'more messages come' };
    const ends = open
      .filter(([number]) => wasSilent(number))
      .map(async ([number, { call }]) => {
        await call.status;
        return number;
      });
    if (ends.length === 0) return undefined;
    const ended = await withTimeout(this.clock, patienceMs, Promise.race(ends));
    return typeof ended === 'symbol' ? undefined : { call: ended, what: 'it ends' };
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
