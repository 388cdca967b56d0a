import { type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream, createServer } from 'node:http2';
import type { Address } from '../client/address.js';
import { RealClock } from '../time/real-clock.js';
import { trailersOf, withoutDate } from './grpc-response-headers.js';
import { Http2ServerCall } from './http2-server-call.js';
import { ListeningSockets } from './listening-sockets.js';
import { readHead } from './request-head.js';
import { Roster } from './roster.js';
import type { Acceptor, Outcome } from './server-call.js';
import type { SocketServer } from './socket-server.js';

/** Of a whole connection: a call whose requests are not read takes nothing of the others' window. */
const connectionWindow = 16 * 1024 * 1024;

/** grpc-go's, of all headers together. */
const headerLimit = 16 * 1024 * 1024;

/**
 * Serves calls over sockets with node:http2 alone, so that faults have hold of streams, trailers and connections, which
 * grpc-js keeps to itself.
 */
export class Http2Listener implements SocketServer {
  readonly #server: Http2Server;
  readonly #sockets: ListeningSockets;
  readonly #calls = new Roster<Http2ServerCall>();
  readonly #deadlines = new RealClock();
  readonly #accept: Acceptor;
  #dropped = false;

  constructor(accept: Acceptor) {
    this.#accept = accept;
    this.#server = createServer({
      settings: { maxConcurrentStreams: 2 ** 31 - 1, maxHeaderListSize: headerLimit },
      maxSessionMemory: 4096,
      maxHeaderListPairs: headerLimit,
      // Clients may cancel as fast as they like: Node would take it for an attack, and hang up.
      ...{ streamResetBurst: 2 ** 31 - 1, streamResetRate: 2 ** 31 - 1 },
    });
    this.#server.on('session', (session) => {
      session.setLocalWindowSize(connectionWindow);
      // What goes wrong with a connection ends its calls, which tell of it.
      session.on('error', () => {});
    });
    // A connection that speaks no HTTP/2 is its client's to notice.
    this.#server.on('sessionError', () => {});
    this.#sockets = new ListeningSockets((socket) => {
      this.#server.emit('connection', socket);
    });
    this.#server.on('stream', (stream: ServerHttp2Stream, _: IncomingHttpHeaders, _flags: number, raw: string[]) => {
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
    this.#deadlines.stop();
    this.#sockets.drop(socketFile);
  }

  #take(stream: ServerHttp2Stream, raw: readonly string[]): void {
    // Every error is followed by `close`, where it is told as a cancellation.
    stream.on('error', () => {});
    if (this.#dropped) return;
    const head = readHead(raw);
    if ('outcome' in head) {
      const { http, type, outcome } = head;
      stream.respond({ ':status': http, 'content-type': type, ...trailersOf(outcome) }, { endStream: true, ...withoutDate });
      return;
    }
    const call = new Http2ServerCall(stream, head, this.#deadlines, () => this.#calls.remove(place));
    const place = this.#calls.add(call);
    this.#accept(call);
  }
}
