import type { AnswerStep, FaultStatus } from '../../scenarios/model/fault-script.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Timekeeper } from '../../time/clock.js';
import { toMilliseconds } from '../../time/duration.js';
import { sleep } from '../../time/sleep.js';

/** The call in which an answer is given. */
export interface AnsweredCall {
  readonly clock: Timekeeper;
  /** Names the call in messages to people. */
  readonly who: string;
  readonly done: Cancellation;
  send(message: Uint8Array): Promise<unknown>;
  end(status: FaultStatus): void;
}

/** Answers a call in place of its handler. */
export class Answer {
  readonly #call: AnsweredCall;
  #requests: number;
  #waiting: { readonly requests: number; readonly go: () => void } | undefined;

  /** @param requests how many requests have come before */
  constructor(call: AnsweredCall, requests: number) {
    this.#call = call;
    this.#requests = requests;
  }

  requestCame(): void {
    this.#requests++;
    if (this.#waiting !== undefined && this.#requests >= this.#waiting.requests) this.#waiting.go();
  }

  /** Takes all steps. Without an end among them, the call stays open. */
  async play(steps: readonly AnswerStep[]): Promise<void> {
    const { clock, who, done } = this.#call;
    for (const step of steps) {
      if ('expect' in step) await this.#requestsOf(step.expect);
      else if ('wait' in step) await sleep(clock, toMilliseconds(step.wait), who, done);
      else if ('send' in step) await this.#call.send(new Uint8Array(Buffer.from(step.send.base64, 'base64')));
      else this.#call.end(step.end);
      if (done.cancelled) return;
    }
  }

  #requestsOf(requests: number): Promise<void> {
    if (this.#requests >= requests || this.#call.done.cancelled) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting = { requests, go: resolve };
      this.#call.done.onCancel(resolve);
    });
  }
}
