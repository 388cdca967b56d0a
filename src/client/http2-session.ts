import { type ClientHttp2Session, type ClientHttp2Stream, connect, type OutgoingHttpHeaders } from 'node:http2';
import type { Duplex } from 'node:stream';
import { setImmediate } from '../time/host.js';
import { causeOfLoss } from './connection-loss.js';
import type { Dial } from './dial.js';

/** One HTTP/2 connection without TLS. It keeps the process alive only while calls are open. */
export class Http2Session {
  readonly #session: ClientHttp2Session;
  #socket: Duplex | undefined;
  readonly #dial: Dial;
  #cause: Error | undefined;
  #connected = false;
  #greeted = false;
  #gone = false;
  #calls = 0;

  constructor(dial: Dial) {
    this.#dial = dial;
    this.#session = connect(`http://${dial.authority}`, {
      createConnection: () => {
        this.#socket = dial.connect();
        return this.#socket;
      },
      // In megabytes. Node refuses streams beyond it, and one paused call may hold several messages of 16 MiB.
      maxSessionMemory: 4096,
      maxHeaderListPairs: 1024,
      settings: {
        enablePush: false,
        maxHeaderListSize: 1024 * 1024,
        ...(dial.streamWindow === undefined ? {} : { initialWindowSize: dial.streamWindow }),
      },
    });
    this.#session.on('connect', () => {
      this.#connected = true;
      // Large for the whole connection, so that a paused call, whose bytes are not read, takes nothing of the others'
      // window.
      if (!this.#session.destroyed) this.#session.setLocalWindowSize(connectionWindow);
    });
    this.#session.on('remoteSettings', () => {
      this.#greeted = true;
    });
    this.#session.on('error', (error) => {
      this.#cause ??= error;
    });
    this.#session.on('close', () => {
      this.#gone = true;
      dial.gone?.();
    });
  }

  /** Whether new calls can be made. */
  get usable(): boolean {
    return !this.#gone && !this.#session.closed && !this.#session.destroyed;
  }

  /** Says why the connection is gone, for people; undefined while it stands. */
  lost(): string | undefined {
    if (!this.#gone && !this.#session.destroyed) return undefined;
    if (this.#dial.lost !== undefined) return this.#dial.lost();
    return `${this.#dial.address}: ${causeOfLoss(this.#cause, { connected: this.#connected, greeted: this.#greeted })}`;
  }

  /**
   * Opens a stream, whose end is told by {@link ClientHttp2Stream.sendTrailers}. Otherwise Node would end each
   * cancelled stream before it resets it, and the server would see a half-close, which means something else.
   */
  request(headers: OutgoingHttpHeaders): ClientHttp2Stream {
    this.#calls += 1;
    this.#session.ref();
    return this.#session.request(headers, { endStream: false, waitForTrailers: true });
  }

  /** Called when a call is over. */
  release(): void {
    this.#calls -= 1;
    if (this.#calls === 0 && !this.#session.destroyed) this.#session.unref();
  }

  async close(): Promise<void> {
    if (this.#gone) return;
    const closed = new Promise<void>((resolve) => this.#session.once('close', resolve));
    this.#session.destroy();
    // After a GOAWAY, node:http2 waits for the server to hang up, which may be for ever. Node dies of a socket that is
    // destroyed while it reads a stream's frames from it.
    setImmediate(() => this.#socket?.destroy());
    await closed;
  }
}

const connectionWindow = 16 * 1024 * 1024;
