import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Address } from '../client/address.js';
import type { Timekeeper } from '../time/clock.js';
import { RealClock } from '../time/real-clock.js';
import { trailersOf, withoutDate } from './grpc-response-headers.js';
import { http2Server } from './http2-connections.js';
import { Http2ServerCall } from './http2-server-call.js';
import { ListeningSockets } from './listening-sockets.js';
import { readHead } from './request-head.js';
import { Roster } from './roster.js';
import { usualRequestLimit } from './request-messages.js';
import type { Acceptor, Outcome } from './server-call.js';
import type { SocketServer } from './socket-server.js';

/** Serves calls over sockets, as grpc-go does. Faults can take hold of its streams, trailers and connections. */
export class Http2Listener implements SocketServer {
  readonly #sockets: ListeningSockets;
  readonly #calls = new Roster<Http2ServerCall>();
  readonly #clock: Timekeeper;
  readonly #accept: Acceptor;
  readonly #requestLimit: number;
  #dropped = false;

  /**
   * @param hungUp told that connections cannot be accepted, and why, when that begins
   * @param clock of deadlines; it is stopped with the listener
   * @param requestLimit the largest request in bytes
   */
  constructor(
    accept: Acceptor,
    hungUp?: (text: string) => void,
    clock: Timekeeper = new RealClock(),
    requestLimit = usualRequestLimit,
  ) {
    this.#requestLimit = requestLimit;
    this.#accept = accept;
    this.#clock = clock;
    const { server, take } = http2Server(clock);
    this.#sockets = new ListeningSockets(take, hungUp);
    server.on('stream', (stream: ServerHttp2Stream, _: IncomingHttpHeaders, _flags: number, raw: string[]) => {
      this.#take(stream, raw);
    });
  }

  listen(address: Address): Promise<number> {
    return this.#sockets.listen(address);
  }

  endCalls(outcome: Outcome): void {
    for (const call of [...this.#calls]) call.abort(outcome);
  }

  drop(socketFile?: 'remove' | 'leave'): void {
    this.#dropped = true;
    this.#clock.stop();
    this.#sockets.drop(socketFile);
  }

  #take(stream: ServerHttp2Stream, raw: readonly string[]): void {
    // Every error is followed by `close`, where it is told as a cancellation.
    stream.on('error', () => {});
    // Its connection may be gone before Node tells of it.
    if (this.#dropped || stream.destroyed) return;
    const head = readHead(raw);
    if ('outcome' in head) {
      const { http, type, outcome } = head;
      stream.respond(
        { ':status': http, 'content-type': type, ...trailersOf(outcome) },
        { endStream: true, ...withoutDate },
      );
      return;
    }
    const call = new Http2ServerCall(stream, head, this.#clock, this.#requestLimit, () => this.#calls.remove(place));
    const place = this.#calls.add(call);
    this.#accept(call);
  }
}
