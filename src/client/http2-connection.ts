import { statusCodes } from '../protocol/status-code.js';
import { RealClock } from '../time/real-clock.js';
import { type Address, parseAddress } from './address.js';
import type { Call, CallListener, CallOptions, CallStatus, Connection } from './connection.js';
import { requestHeaders } from './grpc-headers.js';
import { Http2Call } from './http2-call.js';
import { authority, Http2Session } from './http2-session.js';
import { queueMicrotask } from '../time/host.js';

/**
 * gRPC over a socket, on node:http2. Every message that the server sent reaches the listener before the status does,
 * which grpc-js does not promise; see docs/decisions/0001-own-client-transport.md.
 *
 * @remarks Connects at the first call; after the connection was lost, the next call makes a new one.
 */
export class Http2Connection implements Connection {
  readonly address: string;
  readonly #parsed: Address;
  readonly #clock = new RealClock();
  readonly #calls = new Set<Http2Call>();
  #session: Http2Session | undefined;
  #closed = false;

  /**
   * Connects later, at the first call.
   * @throws AddressError
   */
  constructor(address: string) {
    this.address = address;
    this.#parsed = parseAddress(address);
  }

  open(path: string, options: CallOptions, listener: CallListener): Call {
    if (this.#closed) return neverOpened(listener, closedByUs);
    const { deadlineMs, metadata = {} } = options;
    if (deadlineMs !== undefined && deadlineMs <= 0) return neverOpened(listener, deadlineExceeded);
    const session = this.#usableSession();
    let stream: ReturnType<Http2Session['request']>;
    try {
      stream = session.request(requestHeaders(path, authority(this.#parsed), metadata, deadlineMs));
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
        : this.#clock.after(deadlineMs, `deadline of ${path}`, () => call.abort(deadlineExceeded));
    return call;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const call of [...this.#calls]) call.abort(closedByUs);
    this.#clock.stop();
    await this.#session?.close();
  }

  #usableSession(): Http2Session {
    if (this.#session === undefined || !this.#session.usable) {
      this.#session = new Http2Session(this.address, this.#parsed);
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
