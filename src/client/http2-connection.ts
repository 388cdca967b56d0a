import { statusCodes } from '../protocol/status-code.js';
import type { Timekeeper } from '../time/clock.js';
import { RealClock } from '../time/real-clock.js';
import { parseAddress } from './address.js';
import type { Call, CallListener, CallOptions, CallStatus, Connection } from './connection.js';
import { type Dial, socketDial } from './dial.js';
import { requestHeaders } from './grpc-headers.js';
import { Http2Call } from './http2-call.js';
import { Http2Session } from './http2-session.js';
import { queueMicrotask } from '../time/host.js';

/**
 * gRPC over a socket, on node:http2. Every message that the server sent reaches the listener before the status does,
 * which grpc-js does not promise; see docs/decisions/0001-own-client-transport.md.
 *
 * @remarks Connects at the first call; after the connection was lost, the next call makes a new one.
 */
export class Http2Connection implements Connection {
  readonly address: string;
  readonly #dial: Dial;
  readonly #clock: Timekeeper;
  /** Stops the clock when it is this connection's own. */
  readonly #stopClock: () => void;
  readonly #calls = new Set<Http2Call>();
  #session: Http2Session | undefined;
  #closed = false;

  /**
   * Connects later, at the first call.
   * @param to an address, or how to come to the bytes
   * @param clock measures deadlines; default: real time
   * @throws AddressError
   */
  constructor(to: string | Dial, clock?: Timekeeper) {
    this.#dial = typeof to === 'object' && to !== null && 'connect' in to ? to : socketDial(to, parseAddress(to));
    this.address = this.#dial.address;
    this.#clock = clock ?? new RealClock();
    this.#stopClock = clock === undefined ? () => this.#clock.stop() : () => undefined;
  }

  /** Whether there was a connection, and it can be used no more. */
  get isLost(): boolean {
    return this.#session?.usable === false;
  }

  /** Connects now rather than at the first call. */
  connect(): void {
    if (!this.#closed) this.#usableSession();
  }

  open(path: string, options: CallOptions, listener: CallListener): Call {
    if (this.#closed) return neverOpened(listener, closedByUs);
    const { deadlineMs, metadata = {} } = options;
    if (deadlineMs !== undefined && deadlineMs <= 0) return neverOpened(listener, deadlineExceeded);
    const session = this.#usableSession();
    if (session === undefined) {
      const message = this.#dial.onlyOnce ?? '';
      return neverOpened(listener, { code: statusCodes.UNAVAILABLE, message, trailers: {} });
    }
    let stream: ReturnType<Http2Session['request']>;
    try {
      stream = session.request(requestHeaders(path, this.#dial.authority, metadata, deadlineMs));
    } catch (error) {
      session.release();
      const message = `the call cannot be made: ${error instanceof Error ? error.message : String(error)}`;
      return neverOpened(listener, { code: statusCodes.INTERNAL, message, trailers: {} });
    }
    const call = new Http2Call(stream, listener, {
      address: this.address,
      lost: () => session.lost(),
      gone: () => {
        timer?.cancel();
        this.#calls.delete(call);
        session.release();
      },
    });
    this.#calls.add(call);
    const timer =
      deadlineMs === undefined
        ? undefined
        : this.#clock.after(deadlineMs, `deadline of ${path}`, () => call.abort(deadlineExceeded), { deadline: true });
    return call;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const call of [...this.#calls]) call.abort(closedByUs);
    this.#stopClock();
    await this.#session?.close();
  }

  #usableSession(): Http2Session | undefined {
    if (this.#session === undefined || !this.#session.usable) {
      if (this.#session !== undefined && this.#dial.onlyOnce !== undefined) return undefined;
      this.#session = new Http2Session(this.#dial);
    }
    return this.#session;
  }
}

const closedByUs: CallStatus = { code: statusCodes.UNAVAILABLE, message: 'the connection was closed', trailers: {} };
const deadlineExceeded: CallStatus = {
  code: statusCodes.DEADLINE_EXCEEDED,
  message: 'deadline exceeded',
  trailers: {},
};

/** A call that ends before it began. Its listener hears of that later, as of any other call. */
function neverOpened(listener: CallListener, status: CallStatus): Call {
  queueMicrotask(() => listener.onStatus(status));
  const nothing = (): void => undefined;
  return { send: async () => undefined, halfClose: nothing, cancel: nothing, pause: nothing, resume: nothing };
}
