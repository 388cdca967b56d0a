import type { Journal } from '../journal/journal.js';
import { RpcFailure } from './rpc-failure.js';

/** The call that waits. */
export interface WaitingCall {
  readonly number: number;
  readonly method: string;
  readonly cancelled: boolean;
}

/** Says what a call waits for that only another call can bring; undefined when it does not right now. */
export type Reason = () => string | undefined;

interface Wait {
  readonly call: WaitingCall;
  readonly reason: Reason;
  /** Number of the journal entry after which the wait began. */
  readonly since: number;
  readonly fail: (failure: RpcFailure) => void;
  reported: boolean;
}

/** The calls that wait for other calls. */
export class Waits {
  readonly #journal: Journal;
  readonly #waits = new Set<Wait>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /**
   * Gives the promise, and remembers the wait meanwhile. The promise rejects when the wait is ended because the fake is
   * stuck.
   */
  during<T>(call: WaitingCall, reason: Reason, work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const wait: Wait = { call, reason, since: this.#journal.count, fail: reject, reported: false };
      this.#waits.add(wait);
      work.then(
        (value) => {
          this.#waits.delete(wait);
          resolve(value);
        },
        (error: Error) => {
          this.#waits.delete(wait);
          reject(error);
        },
      );
    });
  }

  /** Called when the fake is idle and nothing is due: tells, once, of every wait that nothing can end any more. */
  tell(listener: (text: string, end: () => void) => void): void {
    for (const wait of this.#waits) {
      const reason = wait.call.cancelled || wait.reported ? undefined : wait.reason();
      if (reason === undefined) continue;
      wait.reported = true;
      const text = `stuck: ${wait.call.method}#${wait.call.number} ${reason}; it waits since journal entry ${wait.since}`;
      listener(text, () => {
        this.#waits.delete(wait);
        wait.fail(new RpcFailure(text, 'FAILED_PRECONDITION'));
      });
    }
  }
}
