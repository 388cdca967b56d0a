import type { Metadata } from '../client/connection.js';
import type { Cancellation } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import type { BytePipe } from './byte-pipe.js';
import { HealthMonitor } from './health-monitor.js';
import { Tunnel } from './tunnel.js';

/** A client that has opened a session: what it is called, what it offers, and where its services are called. */
export class Session {
  readonly id: string;
  readonly name: string;
  readonly sharedKey: string;
  readonly #offered: ReadonlySet<string>;
  readonly #tunnel: Tunnel;

  /**
   * @param headers those with which the client opened the session, `x-docker-expose-session-uuid` and others
   * @param clock measures deadlines and the time between checks of health
   */
  constructor(headers: Metadata, pipe: BytePipe, clock: Timekeeper) {
    this.id = textOf(headers, 'uuid');
    this.name = textOf(headers, 'name');
    this.sharedKey = textOf(headers, 'sharedkey');
    this.#offered = new Set(textsOf(headers, 'grpc-method').map((method) => method.toLowerCase()));
    this.#tunnel = new Tunnel(pipe, clock);
    const monitor = new HealthMonitor(this.#tunnel, clock, () => void this.close());
    this.ended.onCancel(() => monitor.stop());
  }

  /** Where the client's services are called. */
  get connection(): Tunnel {
    return this.#tunnel;
  }

  /** Called off when the session is over, whoever ended it. */
  get ended(): Cancellation {
    return this.#tunnel.ended;
  }

  /** Called off when the session is over and all calls in it are. */
  get done(): Cancellation {
    return this.#tunnel.done;
  }

  /** Whether the client said that it offers an RPC, such as `/moby.filesync.v1.FileSync/DiffCopy`, in any case. */
  offers(path: string): boolean {
    return this.#offered.has(path.toLowerCase());
  }

  /** Hangs up. */
  close(): Promise<void> {
    return this.#tunnel.close();
  }
}

function textsOf(headers: Metadata, what: string): readonly string[] {
  return (headers[`x-docker-expose-session-${what}`] ?? []).filter((value) => typeof value === 'string');
}

function textOf(headers: Metadata, what: string): string {
  return textsOf(headers, what)[0] ?? '';
}
