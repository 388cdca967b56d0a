import type { StatusResponse } from '../../protocol/messages.js';
import type { RecordedBuild } from '../../scenarios/model/recorded-build.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Timekeeper } from '../../time/clock.js';
import { toMilliseconds } from '../../time/duration.js';
import { sleep } from '../../time/sleep.js';
import { replayedMessage } from './replayed-message.js';

/** Plays a recorded build on the clock, from now on. */
export class Replay {
  readonly #recorded: RecordedBuild;
  readonly #clock: Timekeeper;
  readonly #who: string;
  readonly #cancellation: Cancellation;
  readonly #began: number;
  /** When it answers, in milliseconds after its start. */
  readonly #answer: number;
  #played = 0;

  constructor(recorded: RecordedBuild, clock: Timekeeper, who: string, cancellation: Cancellation) {
    this.#recorded = recorded;
    this.#clock = clock;
    this.#who = who;
    this.#cancellation = cancellation;
    this.#began = clock.now;
    this.#answer = recorded.takes === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(recorded.takes);
  }

  /**
   * Gives the messages before the answer, each at its time; ends when the answer is due, or when the build was
   * cancelled.
   */
  async *untilAnswer(): AsyncGenerator<StatusResponse, void, undefined> {
    yield* this.#until(this.#answer);
    if (this.#recorded.takes === undefined) await this.#cancelled();
    else await this.#sleepUntil(this.#answer);
  }

  /** Whether Status goes on after the answer. */
  get lingers(): boolean {
    return this.#recorded.lingers !== undefined || this.#played < this.#recorded.messages.length;
  }

  /** Gives the messages after the answer; ends when Status does. */
  async *afterAnswer(): AsyncGenerator<StatusResponse, void, undefined> {
    yield* this.#until(Number.POSITIVE_INFINITY);
    await this.#sleepUntil(this.#answer + toMilliseconds(this.#recorded.lingers ?? 0));
  }

  async *#until(end: number): AsyncGenerator<StatusResponse, void, undefined> {
    for (const message of this.#recorded.messages.slice(this.#played)) {
      const at = toMilliseconds(message.at);
      if (at > end || !(await this.#sleepUntil(at))) return;
      this.#played++;
      yield replayedMessage(message, this.#began);
    }
  }

  /** Waits until then; false when the build was cancelled. */
  async #sleepUntil(ms: number): Promise<boolean> {
    const wait = this.#began + ms - this.#clock.now;
    if (wait > 0) await sleep(this.#clock, wait, this.#who, this.#cancellation);
    return !this.#cancellation.cancelled;
  }

  #cancelled(): Promise<void> {
    if (this.#cancellation.cancelled) return Promise.resolve();
    return new Promise((resolve) => {
      this.#cancellation.onCancel(resolve);
    });
  }
}
