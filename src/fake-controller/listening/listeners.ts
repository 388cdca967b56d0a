import { revisions } from '../../protocol/revision.js';
import { serviceOf } from '../../protocol/service.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import { GrpcJsListener } from '../../transport/grpc-js-listener.js';
import { Http2Listener } from '../../transport/http2-listener.js';
import type { Acceptor, Outcome } from '../../transport/server-call.js';
import type { SocketServer } from '../../transport/socket-server.js';
import { refuseBeyondGrpcJs } from '../faults/beyond-grpc-js.js';
import type { FaultLibrary } from '../faults/fault-library.js';
import type { ListenerKind } from '../options.js';
import { ListenError } from './listen-error.js';
import { Listener } from './listener.js';

/** The RPCs of every revision: one that this revision lacks is refused in the real server's words, not in grpc-js'. */
const knownPaths = [
  ...new Set(revisions.flatMap((revision) => Object.values(serviceOf(revision)).map(({ path }) => path))),
];

/** What a fake serves on sockets. */
export interface Service {
  readonly kind: ListenerKind;
  readonly accept: Acceptor;
  readonly faults: Pick<FaultLibrary, 'beyondGrpcJs'>;
}

/** All addresses on which a fake serves. */
export class Listeners {
  readonly #service: Service;
  readonly #all: Listener[] = [];
  #closed = false;

  constructor(service: Service) {
    this.#service = service;
  }

  get none(): boolean {
    return this.#all.length === 0;
  }

  /** @throws ListenError, AddressError */
  async open(address: string): Promise<string> {
    const { kind, faults } = this.#service;
    const beyond = kind === 'grpc-js' ? faults.beyondGrpcJs : undefined;
    if (beyond !== undefined) throw new ListenError(address, beyond.message);
    const listener = await Listener.open(address, () => this.#serve());
    if (this.#closed) {
      listener.close();
      throw new ListenError(address, 'the fake was stopped');
    }
    this.#all.push(listener);
    return listener.target;
  }

  /** @throws ScenarioError when it has faults that are beyond what listens here */
  refuse(scenario: Scenario): void {
    if (this.#all.some(({ holdsWire }) => !holdsWire)) refuseBeyondGrpcJs(scenario);
  }

  /** Ends all open calls; clients stay connected. */
  endCalls(outcome: Outcome): void {
    for (const listener of this.#all) listener.endCalls(outcome);
  }

  /** Drops every connection, and listens no longer. */
  drop(socketFile: 'remove' | 'leave'): void {
    for (const listener of this.#all) listener.drop(socketFile);
  }

  /** Listens again, one address after the other, and tells of each what became of it: why not, if it could not. */
  async reopen(tell: (failure: string | undefined) => void): Promise<void> {
    for (const listener of this.#all) {
      if (this.#closed) return;
      const failure = await listener.reopen().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      tell(failure);
      if (this.#closed) listener.drop();
    }
  }

  /** Drops every connection and leaves nothing behind. */
  close(): void {
    this.#closed = true;
    for (const listener of this.#all) listener.close();
  }

  #serve(): SocketServer {
    const { kind, faults, accept } = this.#service;
    const wire = kind === 'http2' || (kind === 'auto' && faults.beyondGrpcJs !== undefined);
    return wire ? new Http2Listener(accept) : new GrpcJsListener(knownPaths, accept);
  }
}
