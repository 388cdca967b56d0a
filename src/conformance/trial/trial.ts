import type { Call, ControllerClient } from '../../client/controller-client.js';
import type { Revision } from '../../protocol/revision.js';
import type { ChoosingScheduler } from '../../time/choosing-scheduler.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import type { Capability } from './capability.js';

/**
 * One execution of a check against the target. Every message of its clients is recorded, and is what a violation
 * prints as steps. What the trial made (sessions, open calls, clients) is undone after it: builds that still run are
 * drained and cancelled, the sessions of {@link ref} and of every Build are disconnected.
 *
 * An RpcError that escapes from a check is a violation ("expected OK, seen UNKNOWN …"); any other error is the suite's
 * own fault. A check may await calls without {@link within}: when nothing has moved for one and a half timeouts, it is
 * ended as a violation that names the open calls.
 *
 * @since 0.1.0
 */
export interface Trial {
  /** The revision of the protocol that the target speaks. */
  readonly revision: Revision;
  /** Builds and programs of known behaviour on the target. */
  readonly fixtures: Fixtures;
  /** The suite's limit on any wait, in milliseconds. */
  readonly timeoutMs: number;
  /** The trial's first client; a new one after {@link restart}. */
  readonly client: ControllerClient;
  /** Makes one more client, with a connection of its own. */
  newClient(): Promise<ControllerClient>;
  /**
   * Makes a session ref that nobody has used before; its session is disconnected after the trial. `wanted` becomes a
   * part of it.
   */
  ref(wanted?: string): string;
  /** Makes a process ID that nobody has used before. */
  processId(): string;
  /** Says that the condition of the requirement has come up. A check that never says so is `not-exercised`. */
  exercised(): void;
  /** Ends the check as `skipped`: `fixtures.builds.warns ?? trial.lacks('builds.warns')`. */
  lacks(capability: Capability): never;
  /**
   * Goes on with a target of its own, in which time stands still and the scheduler chooses the order of events: {@link
   * client} is then a new one, and so are those that follow. Gives the scheduler that chooses, which in a replay is
   * that of the counterexample; undefined when the target has none to give.
   */
  interleaved(scheduler: ChoosingScheduler): Promise<ChoosingScheduler | undefined>;
  /** Restarts the target (only with the capability `restart`). */
  restart(): Promise<void>;
  /**
   * Waits for something that must happen.
   * @throws Violation when it has not happened after the suite's timeout: `what` says what should have.
   */
  within<T>(what: string, promise: Promise<T>): Promise<T>;
  /**
   * Holds that a call is still open after `barrier`: another exchange that the server could only have answered after
   * it had the chance to end the call. Then waits a short bounded time more.
   */
  staysOpen(what: string, call: Pick<Call<never, unknown>, 'status'>, barrier: () => Promise<unknown>): Promise<void>;
  /** Waits a moment before something is asked again: where time is virtual, it passes only for those who wait. */
  pause(): Promise<void>;
  /** Waits a short bounded time for a call to end, and gives whether it did. */
  endsSoon(call: Pick<Call<never, unknown>, 'status'>): Promise<boolean>;
  /**
   * Holds that both values are deeply equal; `what` says what they are.
   * @throws Violation with both values
   */
  equal(what: string, seen: unknown, expected: unknown): void;
  /**
   * Holds that `seen` deeply equals one of `expected`.
   * @throws Violation with all of them
   */
  oneOf(what: string, seen: unknown, expected: readonly unknown[]): void;
  /**
   * Holds that `condition` is true; `seen` is what a violation shows as seen.
   * @throws Violation unless it is
   */
  holds(what: string, condition: boolean, seen?: unknown): void;
}
