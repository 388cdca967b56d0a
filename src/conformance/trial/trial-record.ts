import type { CallEvent, RpcStatus } from '../../client/controller-client.js';
import type { BuildRequest } from '../../protocol/messages.js';
import type { MethodName } from '../../protocol/methods.js';
import type { WaitingClock } from '../../time/clock.js';
import { isRefusal, type Refusal, type Refused } from '../engine/flakiness.js';

/** One message or event of a trial: clients count from 1, calls from 1 over all clients. */
export type TrialEvent = CallEvent & {
  readonly client: number;
  /** Milliseconds since the recording began. */
  readonly time: number;
};

export interface OpenCall {
  readonly call: number;
  readonly method: MethodName;
}

/** A session that a trial built, which must be undone. */
export interface BuiltSession {
  readonly ref: string;
  readonly running: boolean;
  /** Whether it reads stdin, and goes on only when that ends. */
  readonly readsStdin: boolean;
}

/** Everything that the clients of one trial sent and received, in order. */
export class TrialRecord {
  readonly events: TrialEvent[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #open = new Map<number, MethodName>();
  readonly #builds = new Map<number, BuildRequest>();
  readonly #refusals: Refusal[] = [];
  /** Clients that we have closed. */
  readonly #closed = new Set<number>();
  #expectsLoss = false;
  /** Calls on other paths than the service's. */
  #strangers = 0;
  readonly #clock: WaitingClock;
  readonly #startedAt: number;
  readonly #onEvent: () => void;

  constructor(clock: WaitingClock, onEvent: () => void = () => {}) {
    this.#clock = clock;
    this.#startedAt = clock.now;
    this.#onEvent = onEvent;
  }

  /** The observer of one client. */
  of(client: number): (event: CallEvent) => void {
    return (event) => {
      const call = this.#number(`${client}/${event.call}`);
      this.events.push({ ...event, call, client, time: this.elapsedMs });
      this.#track({ ...event, call });
      if (event.kind === 'status') this.#noteRefusal(client, event.status);
      this.#onEvent();
    };
  }

  /** That this client's calls end UNAVAILABLE is our own doing from now on. */
  closing(client: number): void {
    this.#closed.add(client);
  }

  /** The end of a call on a path that is none of the service's: its client tells of no others. */
  strangerEnded(client: number, status: RpcStatus): void {
    this.#strangers += 1;
    this.#noteRefusal(client, status);
  }

  /** That calls end UNAVAILABLE is our own doing from now on. */
  expectLoss(): void {
    this.#expectsLoss = true;
  }

  /** The calls by now, and how those ended that the target has refused. */
  get refused(): Refused {
    return { calls: this.#numbers.size + this.#strangers, refusals: [...this.#refusals] };
  }

  /** Milliseconds since the recording began. */
  get elapsedMs(): number {
    return this.#clock.now - this.#startedAt;
  }

  get openCalls(): readonly OpenCall[] {
    return [...this.#open].map(([call, method]) => ({ call, method }));
  }

  get builds(): readonly BuiltSession[] {
    return [...this.#builds]
      .filter(([, request]) => request.ref !== undefined && request.ref !== '')
      .map(([call, { ref, options }]) => ({
        ref,
        running: this.#open.has(call),
        readsStdin: options?.contextPath === '-' || options?.dockerfileName === '-',
      }));
  }

  #noteRefusal(client: number, status: RpcStatus): void {
    if (!this.#expectsLoss && !this.#closed.has(client) && isRefusal(status)) this.#refusals.push(status);
  }

  #number(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return number;
  }

  #track(event: CallEvent): void {
    switch (event.kind) {
      case 'open':
        this.#open.set(event.call, event.rpc);
        break;
      case 'request':
        if (event.rpc === 'Build') this.#builds.set(event.call, event.message as BuildRequest);
        break;
      case 'status':
        this.#open.delete(event.call);
        break;
      case 'response':
      case 'undecodable':
      case 'half-close':
      case 'cancel':
        break;
    }
  }
}
