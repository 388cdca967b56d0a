import type { Connection, Metadata } from '../client/connection.js';
import type { Cancellation } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import type { BytePipe } from './byte-pipe.js';
import type { Callee } from './callee.js';
import { clientClock } from './client-clock.js';
import { HealthMonitor } from './health-monitor.js';
import { Patience } from './patience.js';
import { Tunnel } from './tunnel.js';
import { noWitness, type SessionWitness } from './witness.js';

/** A client that has opened a session: what it is called, what it offers, and where its services are called. */
export class Session implements Callee {
  readonly id: string;
  readonly name: string;
  readonly sharedKey: string;
  readonly #offered: ReadonlySet<string>;
  readonly #tunnel: Tunnel;
  readonly #patience: Patience;
  readonly witness: SessionWitness;
  /** Tells what else is worth to know. */
  readonly note: (text: string) => void;

  /**
   * @param headers those with which the client opened the session, `x-docker-expose-session-uuid` and others
   * @param clock stands still while the client answers, where it is an `auto` one; another one measures deadlines and the
   * time between checks of health as well
   * @param witness hears of the calls in the session, but for checks of health: those come in real time, and would make
   * no two runs alike
   * @param note is told what else is worth to know
   */
  constructor(
    headers: Metadata,
    pipe: BytePipe,
    clock: Timekeeper,
    witness: SessionWitness = noWitness,
    note: (text: string) => void = () => undefined,
  ) {
    this.id = textOf(headers, 'uuid');
    this.name = textOf(headers, 'name');
    this.sharedKey = textOf(headers, 'sharedkey');
    this.#offered = new Set(textsOf(headers, 'grpc-method').map((method) => method.toLowerCase()));
    const judge = clientClock(clock);
    this.witness = witness;
    this.note = note;
    this.#tunnel = new Tunnel(pipe, judge);
    this.#patience = new Patience(clock, judge, note);
    const monitor = new HealthMonitor(this.#tunnel, judge, () => {
      note('the client of the session failed two checks of health in a row: its session is closed');
      void this.close();
    });
    this.ended.onCancel(() => monitor.stop());
  }

  /** Where the client's services are called. */
  get connection(): Connection {
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

  waitFor<T>(answer: Promise<T>): Promise<T> {
    return this.#patience.waitFor(answer);
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
