import type { Connection } from '../client/connection.js';
import type { Callee } from './callee.js';
import { RpcError } from '../client/rpc-error.js';
import { Health } from '../protocol/buildkit/service.js';
import type { Timekeeper } from '../time/clock.js';
import type { Timer } from '../time/timer-queue.js';
import { callOnce } from './session-call.js';
import { noWitness } from './witness.js';

const intervalMs = 5000;
const timeoutMs = 15_000;
/** So many checks in a row must fail. */
const threshold = 2;

/** Asks the client every five seconds whether it is well, and tells when it twice in a row was not. */
export class HealthMonitor {
  readonly #client: Callee;
  readonly #clock: Timekeeper;
  readonly #failed: () => void;
  #timer: Timer | undefined;
  #failures = 0;
  #lastMs = 0;
  #stopped = false;

  constructor(connection: Connection, clock: Timekeeper, failed: () => void) {
    // Nothing waits for a check, so that no clock stands still for it.
    this.#client = { connection, witness: noWitness, waitFor: (answer) => answer };
    this.#clock = clock;
    this.#failed = failed;
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** As a deadline, so that time does not pass for the sake of checks alone. */
  #schedule(): void {
    const check = (): void => void this.#check();
    this.#timer = this.#clock.after(intervalMs, 'health of the session', check, { deadline: true });
  }

  async #check(): Promise<void> {
    const began = this.#clock.now;
    // A check may take half as long again as the last one, where that was slow.
    const well = await this.#isWell(Math.max(timeoutMs, this.#lastMs * 1.5));
    if (this.#stopped) return;
    this.#lastMs = this.#clock.now - began;
    this.#failures = well ? 0 : this.#failures + 1;
    if (this.#failures >= threshold) this.#failed();
    else this.#schedule();
  }

  async #isWell(deadlineMs: number): Promise<boolean> {
    try {
      await callOnce(this.#client, Health.Check, {}, { deadlineMs });
      return true;
    } catch (error) {
      if (error instanceof RpcError) return false;
      throw error;
    }
  }
}
