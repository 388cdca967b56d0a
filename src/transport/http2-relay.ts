import {
  constants,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { type Address, parseAddress } from '../client/address.js';
import type { CallStatus } from '../client/connection.js';
import { type Dial, socketDial } from '../client/dial.js';
import { Http2Session } from '../client/http2-session.js';
import { statusInTrailers } from '../client/http2-status.js';
import { RealClock } from '../time/real-clock.js';
import { http2Server } from './http2-connections.js';
import { ListeningSockets } from './listening-sockets.js';
import type { SocketServer } from './socket-server.js';

/** What a call begins with. */
export type CallHeaders = Readonly<IncomingHttpHeaders>;

/** Someone who looks on while a call passes. Pieces of data begin and end anywhere. */
export interface CallWitness {
  /** Tells how compressed requests, or responses, are compressed; called before them, with the headers. */
  encoding(side: 'request' | 'response', name: string): void;
  request(piece: Uint8Array): void;
  halfClosed(): void;
  /** Called when the call is cancelled by its client, or because a connection was lost. */
  cancelled(): void;
  response(piece: Uint8Array): void;
  ended(status: CallStatus): void;
  /** Called when the client's stream is closed, so that nothing of the call is under way any more. */
  gone(): void;
}

/**
 * Stands between clients and a server. Every stream goes on as it came, with headers, bytes, trailers, half-close and
 * reset, so that deadlines, cancellations and unknown methods pass, too. It reads no faster than the other end takes.
 * Each client has a connection of its own to the server, and loses its own when that one is lost.
 */
export class Http2Relay implements SocketServer {
  readonly #upstream: Dial;
  readonly #witness: (path: string, headers: CallHeaders) => CallWitness;
  readonly #sockets: ListeningSockets;
  readonly #clock = new RealClock();
  readonly #sessions = new Map<ServerHttp2Session, Http2Session>();

  /**
   * @param witness is asked for each call
   * @param hungUp told that connections cannot be accepted, and why, when that begins
   * @throws AddressError
   */
  constructor(
    upstream: string,
    witness: (path: string, headers: CallHeaders) => CallWitness,
    hungUp?: (text: string) => void,
  ) {
    this.#upstream = socketDial(upstream, parseAddress(upstream));
    this.#witness = witness;
    const { server, take } = http2Server(this.#clock);
    this.#sockets = new ListeningSockets(take, hungUp);
    server.on('session', (session) => {
      session.on('close', () => {
        void this.#sessions.get(session)?.close();
        this.#sessions.delete(session);
      });
    });
    server.on(
      'stream',
      (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _flags: number, rawHeaders: readonly string[]) =>
        this.#relay(stream, headers, rawHeaders),
    );
  }

  listen(address: Address): Promise<number> {
    return this.#sockets.listen(address);
  }

  /** Gives the calls up, because only the server can end them. */
  endCalls(): void {
    for (const upstream of this.#sessions.values()) void upstream.close();
  }

  drop(socketFile?: 'remove' | 'leave'): void {
    this.#clock.stop();
    this.#sockets.drop(socketFile);
    this.endCalls();
  }

  #relay(down: ServerHttp2Stream, headers: IncomingHttpHeaders, rawHeaders: readonly string[]): void {
    down.on('error', () => undefined);
    const session = down.session as ServerHttp2Session;
    const witness = this.#witness(String(headers[':path']), headers);
    witness.encoding('request', encodingIn(headers));
    const upstream = this.#upstreamOf(session);
    let up: ClientHttp2Stream;
    try {
      up = upstream.request(forwarded(headers, rawHeaders));
    } catch {
      upstream.release();
      witness.cancelled();
      down.close(constants.NGHTTP2_REFUSED_STREAM);
      return;
    }
    up.on('close', () => upstream.release());
    RelayedCall.begin(down, up, witness, () => {
      if (upstream.lost() !== undefined) session.destroy();
    });
  }

  #upstreamOf(session: ServerHttp2Session): Http2Session {
    const known = this.#sessions.get(session);
    if (known?.usable === true) return known;
    const upstream = new Http2Session(this.#upstream);
    this.#sessions.set(session, upstream);
    return upstream;
  }
}

/** One stream from its client, and the stream that stands for it at the server. */
class RelayedCall {
  readonly #down: ServerHttp2Stream;
  readonly #up: ClientHttp2Stream;
  readonly #witness: CallWitness;
  #trailers: IncomingHttpHeaders | undefined;
  #over = false;

  private constructor(down: ServerHttp2Stream, up: ClientHttp2Stream, witness: CallWitness) {
    this.#down = down;
    this.#up = up;
    this.#witness = witness;
  }

  /** @param lost called when the server's stream is gone without having ended */
  static begin(down: ServerHttp2Stream, up: ClientHttp2Stream, witness: CallWitness, lost: () => void): void {
    const call = new RelayedCall(down, up, witness);
    call.#forwardRequests();
    call.#forwardResponses(lost);
  }

  #forwardRequests(): void {
    const down = this.#down;
    const up = this.#up;
    down.on('data', (piece: Buffer) => {
      this.#witness.request(piece);
      if (up.destroyed || up.closed || up.write(piece)) return;
      down.pause();
      up.once('drain', () => down.resume());
    });
    down.on('end', () => {
      if (down.aborted || down.destroyed || up.closed) return;
      if (!this.#over) this.#witness.halfClosed();
      up.end();
    });
    // The end of the client's side is told by this: see Http2Session.
    up.on('wantTrailers', () => {
      if (!up.closed && !up.destroyed) up.sendTrailers({});
    });
    down.on('aborted', () => {
      this.#cancel();
      up.close(down.rstCode === undefined || down.rstCode === 0 ? constants.NGHTTP2_CANCEL : down.rstCode);
    });
    // Needed because a connection that is lost aborts nothing when the client had said everything.
    down.on('close', () => {
      this.#cancel();
      if (!up.closed) up.close(constants.NGHTTP2_CANCEL);
      this.#witness.gone();
    });
  }

  #forwardResponses(lost: () => void): void {
    const down = this.#down;
    const up = this.#up;
    up.on('error', () => undefined);
    up.on('response', (headers, flags) => {
      if (down.closed || down.destroyed) return;
      const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      this.#witness.encoding('response', encodingIn(headers));
      if (endStream) this.#end(headers);
      down.respond(outgoing(headers), endStream ? { endStream } : { waitForTrailers: true });
    });
    up.on('data', (piece: Buffer) => {
      this.#witness.response(piece);
      if (down.destroyed || down.closed || down.write(piece)) return;
      up.pause();
      down.once('drain', () => up.resume());
    });
    up.on('trailers', (trailers: IncomingHttpHeaders) => {
      this.#trailers = trailers;
      // Told at once, lest other calls' messages seem to have come before it; but not while messages before it are held
      // back.
      if (up.readableFlowing === true && up.readableLength === 0) this.#end(trailers);
    });
    up.on('end', () => {
      if (this.#trailers === undefined) return;
      this.#end(this.#trailers);
      down.end();
    });
    down.on('wantTrailers', () => {
      if (!down.closed && !down.destroyed) down.sendTrailers(outgoing(this.#trailers ?? {}));
    });
    up.on('close', () => {
      // What the client still sends is read and forgotten, so that it can end its side.
      down.resume();
      if (this.#over) return;
      const { rstCode } = up;
      this.#cancel();
      lost();
      if (!down.destroyed)
        down.close(rstCode === undefined || rstCode === 0 ? constants.NGHTTP2_INTERNAL_ERROR : rstCode);
    });
  }

  #end(trailers: IncomingHttpHeaders): void {
    if (this.#over) return;
    this.#over = true;
    this.#witness.ended(statusInTrailers(trailers) ?? { code: 2, message: '', trailers: {} });
  }

  #cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#witness.cancelled();
  }
}

function encodingIn(headers: IncomingHttpHeaders): string {
  return String(headers['grpc-encoding'] ?? 'identity');
}

/**
 * Headers to pass on, without HTTP/2's own fields, which the library makes itself. One that came several times does so
 * again: the library has joined them, and a session's methods are read one by one.
 */
function forwarded(headers: IncomingHttpHeaders, rawHeaders: readonly string[]): OutgoingHttpHeaders {
  const { host: _, ...rest } = headers;
  return { ...outgoing(rest), ...repeated(rawHeaders) };
}

/** The methods of a session, each in a header of its own. Node refuses to send most other headers twice. */
const maybeRepeated = /^x-docker-expose-session-/i;

function repeated(rawHeaders: readonly string[]): OutgoingHttpHeaders {
  const values = new Map<string, string[]>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (!maybeRepeated.test(name)) continue;
    const known = values.get(name);
    if (known === undefined) values.set(name, [rawHeaders[i + 1] ?? '']);
    else known.push(rawHeaders[i + 1] ?? '');
  }
  return Object.fromEntries([...values].filter(([, several]) => several.length > 1));
}

function outgoing(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}
