import { randomUUID } from 'node:crypto';
import type { ControllerClient } from '../../client/controller-client.js';
import { RealClock } from '../../time/real-clock.js';
import { keepAlive } from '../../time/keep-alive.js';
import type { WaitingClock } from '../../time/clock.js';
import { Lacking } from '../../conformance/engine/check-ends.js';
import { timedOut, withTimeout } from '../../conformance/engine/waiting.js';
import type { Capability } from '../../conformance/trial/capability.js';
import { cleanUp } from '../../conformance/trial/janitor.js';
import type { Target } from '../../conformance/trial/target.js';
import { TrialRecord } from '../../conformance/trial/trial-record.js';
import type { Trial } from '../../conformance/trial/trial.js';
import { unattended } from '../../conformance/trial/unattended.js';
import { Record } from './record.js';

/** Between two tries of what is asked again and again, in milliseconds. */
const pauseMs = 10;
/** How long a call is looked at whether it ends, in milliseconds. */
const soonMs = 50;

/** What did not come in time; `message` says what. */
export class Stuck extends Error {
  constructor(what: string, ms: number) {
    super(`${what}: nothing came of it within ${ms} ms`);
  }
}

/** What the commands of the model are done with, where nothing is judged: it writes down all that passes. */
export class Hand implements Trial {
  readonly record = new Record();
  readonly timeoutMs: number;
  readonly clock: WaitingClock;
  readonly #target: Target;
  readonly #tracked: TrialRecord;
  readonly #names: string[] = [];
  readonly #clients: ControllerClient[] = [];
  readonly #run = randomUUID().slice(0, 8);
  #client: ControllerClient | undefined;
  #hasLeft = false;

  private constructor(target: Target, timeoutMs: number) {
    this.#target = target;
    this.timeoutMs = timeoutMs;
    this.clock = target.clock ?? new RealClock();
    this.#tracked = new TrialRecord(this.clock);
  }

  static async at(target: Target, timeoutMs: number): Promise<Hand> {
    const hand = new Hand(target, timeoutMs);
    hand.#client = await hand.newClient();
    return hand;
  }

  get revision(): Trial['revision'] {
    return this.#target.revision;
  }

  get fixtures(): Trial['fixtures'] {
    return this.#target.fixtures;
  }

  get client(): ControllerClient {
    if (this.#client === undefined) throw new Error('the hand has not begun');
    return this.#client;
  }

  async newClient(): Promise<ControllerClient> {
    const number = this.#clients.length + 1;
    const record = this.record.of(number);
    const track = this.#tracked.of(number);
    const observer: ReturnType<Record['of']> = (event) => {
      track(event);
      record(event);
    };
    const client = unattended(await this.#target.connect({ observer }), {
      closing: () => this.#tracked.closing(number),
      rawEnded: () => undefined,
    });
    this.#clients.push(client);
    return client;
  }

  ref(wanted = 'session'): string {
    return this.#name(wanted);
  }

  processId(): string {
    return this.#name('process');
  }

  #name(wanted: string): string {
    const name = `${wanted}-${this.#run}-${this.#names.length}`;
    this.#names.push(name);
    return name;
  }

  /** Whether a name was given here. */
  gave(name: string): boolean {
    return this.#names.includes(name);
  }

  /** A text with the same names in every play of a history. */
  plain(text: string): string {
    return text.replaceAll(new RegExp(`(\\w+)-${this.#run}-(\\d+)`, 'g'), '<$1 $2>');
  }

  lacks(capability: Capability): never {
    throw new Lacking(capability);
  }

  async within<T>(what: string, promise: Promise<T>): Promise<T> {
    const outcome = await keepAlive(() => withTimeout(this.clock, this.timeoutMs, promise));
    if (outcome === timedOut) throw new Stuck(what, this.timeoutMs);
    return outcome;
  }

  /** Waits a moment, and for ever once this hand has left: what was given up may still ask again and again. */
  pause(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#hasLeft) this.clock.after(pauseMs, 'the next try', resolve);
    });
  }

  /** Lets time pass, in milliseconds. */
  rest(ms: number): Promise<void> {
    return keepAlive(() => new Promise((resolve) => void this.clock.after(ms, 'the next step', resolve)));
  }

  async endsSoon({ status }: Parameters<Trial['endsSoon']>[0]): Promise<boolean> {
    return (await withTimeout(this.clock, this.#target.settleMs ?? soonMs, status)) !== timedOut;
  }

  /** Ends what was begun, and gives what could not be ended. Nothing of it is written down. */
  async leave(): Promise<string | undefined> {
    this.record.close();
    this.#hasLeft = true;
    const closeClients = async (): Promise<void> => {
      await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    };
    const { builds } = this.#tracked;
    const refs = [
      ...new Set([...this.#names.filter((name) => name.startsWith('session')), ...builds.map((build) => build.ref)]),
    ];
    return keepAlive(() => cleanUp(this.#target, this.clock, this.timeoutMs, { builds, refs, closeClients }));
  }

  exercised(): void {}

  async interleaved(): Promise<undefined> {}

  async restart(): Promise<void> {
    throw new Lacking('restart');
  }

  async staysOpen(_what: string, _call: unknown, barrier: () => Promise<unknown>): Promise<void> {
    await barrier();
  }

  equal(): void {}

  oneOf(): void {}

  holds(): void {}
}
