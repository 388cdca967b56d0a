import type { ControllerClient, ControllerClientOptions } from '../../client/controller-client.js';
import type { RpcStatus } from '../../client/rpc-status.js';
import type { BuildxVersion } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { WaitingClock } from '../../time/clock.js';
import type { Scheduler } from '../../time/scheduler.js';
import type { Fixtures } from '../fixtures/fixtures.js';

/**
 * A controller under test, and what the suite may do with it.
 *
 * @since 0.1.0
 */
export interface Target {
  /** How the controller is reached. */
  readonly kind: 'address' | 'container' | 'fake';
  /** Names the target in messages to people. */
  readonly address: string;
  /** The revision of the protocol that it speaks. */
  readonly revision: Revision;
  /** What its `Info` said. */
  readonly info: BuildxVersion;
  /** How it was asked for its `Info` in vain until it answered for the first time. None by default. */
  readonly refusals?: readonly Pick<RpcStatus, 'code' | 'message'>[];
  /** Builds and programs of known behaviour on it. */
  readonly fixtures: Fixtures;
  /** The fake's quirks; undefined for all others. */
  readonly quirks?: 'all' | 'none' | readonly string[];
  /**
   * How long the suite goes on watching a call that must stay open, in milliseconds, after another exchange has
   * overtaken it. Default 50.
   */
  readonly settleMs?: number;
  /**
   * The time that passes there: by it the suite waits for answers, which takes no longer than it takes the clock to get
   * there. Default: the wall clock's.
   */
  readonly clock?: WaitingClock;
  /** Makes a client of the target's revision with a connection of its own; the suite closes it. */
  connect(options?: Pick<ControllerClientOptions, 'observer'>): Promise<ControllerClient>;
  /**
   * Stops the controller, dead or alive, and starts it again at the same address; resolves when it answers. Absent
   * where that cannot be done.
   */
  restart?(): Promise<void>;
  /**
   * Tells what the target still holds when every session was disconnected and every client has gone, each in words:
   * calls, timers, sessions. What is just ending has the time to end. Absent where the target cannot tell.
   */
  leftovers?(): Promise<readonly string[]>;
  /**
   * Makes one more target of its kind that has never been used, whose time stands still, and in which this scheduler
   * chooses the order of events; the suite closes it. Absent where order cannot be chosen.
   */
  scheduled?(scheduler: Scheduler): Promise<Target>;
  /** Ends what the target itself started. */
  close(): Promise<void>;
}
