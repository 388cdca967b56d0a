import { ClockError, type PendingTimer, type Timekeeper } from './clock.js';
import { toMilliseconds, type Duration } from './duration.js';
import type { Scheduler } from './scheduler.js';
import { TimerQueue, type Timer } from './timer-queue.js';
import { Date, setImmediate } from './host.js';

/** Monday 3 April 2023, 00:00 UTC: the instant at which virtual time begins unless told otherwise. */
export const defaultEpoch = Date.UTC(2023, 3, 3);

/** The fake is idle when this many turns of the event loop have passed without a `touch`. */
const idleTurns = 4;

/** The same where at most deadlines are due: more turns, because whoever uses the fake may still be about to act. */
const idleTurnsBeforeGivingUp = 64;

/** A script counts as endless when `runAll` has fired this many timers. */
const defaultLimit = 100_000;

/**
 * Time that stands still by itself. In mode `auto` it jumps to the next timer whenever the fake has been idle for
 * four turns of the event loop (64 when nothing is due but deadlines); in mode `manual` it moves only when told.
 */
export class VirtualClock implements Timekeeper {
  readonly mode: 'auto' | 'manual';
  #now: number;
  readonly #timers = new TimerQueue();
  #activity = 0;
  #holds = 0;
  #watching = false;
  #moves: Promise<void> = Promise.resolve();
  #stopped = false;
  /** How many events wait for their turn. */
  #turns = 0;
  readonly #scheduler: Scheduler | undefined;
  #idle: (() => void) | undefined;

  constructor(mode: 'auto' | 'manual', epoch: number = defaultEpoch, scheduler?: Scheduler) {
    this.mode = mode;
    this.#now = epoch;
    this.#scheduler = scheduler;
  }

  get now(): number {
    return this.#now;
  }

  after(ms: number, label: string, fire: () => void, { deadline = false } = {}): Timer {
    const timer = this.#timers.add(this.#now + ms, label, deadline, fire);
    if (this.#stopped) timer.cancel();
    this.touch();
    return timer;
  }

  touch(): void {
    this.#activity++;
    this.#watch();
  }

  get takesTurns(): boolean {
    return this.#scheduler !== undefined;
  }

  turn(label: string): Promise<void> | undefined {
    if (this.#scheduler === undefined) return undefined;
    this.#turns++;
    return this.#scheduler.turn(label).finally(() => {
      this.#turns--;
      this.touch();
    });
  }

  onIdle(listener: () => void): void {
    this.#idle = listener;
  }

  pending(): readonly PendingTimer[] {
    return this.#timers.list().map((timer) => ({ in: timer.at - this.#now, label: timer.label }));
  }

  async advance(duration: Duration): Promise<void> {
    const ms = toMilliseconds(duration);
    await this.#move(async () => {
      const until = this.#now + ms;
      await this.#settle();
      for (let next = this.#timers.peek(); next !== undefined && next.at <= until; next = this.#timers.peek()) {
        this.#fireNext();
        await this.#settle();
      }
      this.#now = Math.max(this.#now, until);
    });
  }

  async next(): Promise<boolean> {
    return this.#move(async () => {
      await this.#settle();
      const fired = this.#fireNext();
      await this.#settle();
      return fired;
    });
  }

  async runAll(options: { readonly limit?: number } = {}): Promise<void> {
    const limit = limitOf(options);
    await this.#move(async () => {
      await this.#settle();
      for (let fired = 0; this.#timers.size > 0; fired++) {
        if (fired >= limit) {
          throw new ClockError(
            `${limit} timers fired and more are due, the next for ${this.#timers.peek()?.label ?? 'nothing'}: a script has no end; end it, or give runAll a higher limit`,
          );
        }
        this.#fireNext();
        await this.#settle();
      }
    });
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#holds++;
    try {
      return await work();
    } finally {
      this.#holds--;
      this.touch();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#timers.clear();
  }

  /** Runs moves one after the other, so that two that are asked for at once add up. */
  #move<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#moves;
    const move = this.hold(async () => {
      await before;
      return work();
    });
    this.#moves = move.then(
      () => {},
      () => {},
    );
    return move;
  }

  /** Fires the next timer; with a scheduler, all timers of that instant, so that it can choose among them. */
  #jump(): void {
    this.#fireNext();
    while (this.#scheduler !== undefined && this.#timers.peek()?.at === this.#now) this.#fireNext();
    this.#watch();
  }

  #fireNext(): boolean {
    const timer = this.#timers.shift();
    if (timer === undefined) return false;
    this.#now = Math.max(this.#now, timer.at);
    this.#activity++;
    const turn = this.turn(timer.label);
    if (turn === undefined) timer.fire();
    else void turn.then(() => timer.fire());
    return true;
  }

  /** Resolves when the fake is idle. */
  #settle(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenIdle(resolve, () => idleTurns);
    });
  }

  /** Calls `done` when nothing has happened for as many turns of the event loop as `needed` says at that time. */
  #whenIdle(done: () => void, needed: () => number): void {
    let seen = this.#activity;
    let quiet = 0;
    const turn = (): void => {
      quiet = this.#activity === seen && this.#turns === 0 ? quiet + 1 : 0;
      seen = this.#activity;
      if (quiet >= needed()) done();
      else setImmediate(turn);
    };
    setImmediate(turn);
  }

  #watch(): void {
    if (this.mode !== 'auto' || this.#watching || this.#stopped) return;
    if (this.#timers.size === 0 && this.#idle === undefined) return;
    this.#watching = true;
    this.#whenIdle(this.#moveOn, this.#turnsNeeded);
  }

  readonly #turnsNeeded = (): number => (this.#timers.hasWork ? idleTurns : idleTurnsBeforeGivingUp);

  /** Called when the fake is idle: jumps to the next timer, or tells those who wait for that. */
  readonly #moveOn = (): void => {
    this.#watching = false;
    if (this.#stopped || this.#holds > 0) return;
    if (this.#timers.size === 0) this.#idle?.();
    else this.#jump();
  };
}

function limitOf(options: { readonly limit?: number }): number {
  const { limit = defaultLimit, ...others } = options ?? {};
  const isLimit = Number.isSafeInteger(limit) && limit >= 1;
  if (isLimit && typeof options === 'object' && Object.keys(others).length === 0) return limit;
  throw new ClockError('runAll takes { limit }, how many timers may fire at most: a whole number of 1 or more');
}
