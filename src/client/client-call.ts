import type { Init } from '../protocol/messages.js';
import type { Codec } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { statusCodes } from '../protocol/status-code.js';
import type { Call } from './call.js';
import type { ClientCallEvent } from './call-event.js';
import type { CallOptions, Connection, Metadata, Call as TransportCall } from './connection.js';
import { clientReceiveLimit, tooLarge } from './receive-limit.js';
import { RpcError } from './rpc-error.js';
import { type RpcStatus, rpcStatus } from './rpc-status.js';

/** The parts that a call is made of. */
export interface CallSetup<Req, Res> {
  readonly path: string;
  /** The name that errors give it. */
  readonly name: string;
  readonly request: Pick<Codec<Req>, 'encode'>;
  readonly response: Pick<Codec<Res>, 'decode'>;
  readonly options: CallOptions;
  readonly tell?: (event: ClientCallEvent) => void;
}

/** A {@link Call} over a connection's bytes. */
export class ClientCall<Req, Res> implements Call<Req, Res> {
  readonly messages: Res[] = [];
  readonly status: Promise<RpcStatus>;
  readonly headers: Promise<Metadata>;
  readonly #setup: CallSetup<Req, Res>;
  readonly #transport: TransportCall;
  /** Those who wait for the next message or the end. */
  #waiting: (() => void)[] = [];
  #ended: RpcStatus | undefined;
  #ref: string | undefined;
  #halfClosed = false;
  /** How the call ends because a message could not be taken. */
  #refused: RpcStatus | undefined;

  constructor(connection: Connection, setup: CallSetup<Req, Res>) {
    this.#setup = setup;
    const headers = deferred<Metadata>();
    const status = deferred<RpcStatus>();
    this.headers = headers.promise;
    this.status = status.promise;
    // Caught, because nobody need look at the headers.
    this.headers.catch(() => undefined);
    const { signal } = setup.options;
    const abort = (): void => this.cancel();
    this.#transport = connection.open(setup.path, setup.options, {
      onHeaders: (metadata) => headers.resolve(metadata),
      onMessage: (bytes) => this.#receive(bytes),
      onStatus: (seen) => {
        const ended = this.#refused ?? rpcStatus(seen);
        signal?.removeEventListener('abort', abort);
        this.#ended = ended;
        setup.tell?.({ kind: 'status', status: ended });
        headers.reject(new RpcError(setup.name, ended));
        status.resolve(ended);
        this.#wake();
      },
    });
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort);
  }

  get ref(): string | undefined {
    return this.#ref;
  }

  get ended(): RpcStatus | undefined {
    return this.#ended;
  }

  async send(message: Init<Req>): Promise<void> {
    if (this.#halfClosed) throw new Error(`${this.#setup.name}: nothing can be sent after halfClose`);
    const bytes = this.#setup.request.encode(message);
    this.#ref ??= refIn(message);
    if (this.#ended === undefined) this.#setup.tell?.({ kind: 'request', message, bytes });
    await this.#transport.send(bytes);
  }

  halfClose(): void {
    if (this.#halfClosed || this.#ended !== undefined) return;
    this.#halfClosed = true;
    this.#setup.tell?.({ kind: 'half-close' });
    this.#transport.halfClose();
  }

  cancel(): void {
    if (this.#ended !== undefined) return;
    this.#setup.tell?.({ kind: 'cancel' });
    this.#transport.cancel();
  }

  pause(): void {
    this.#transport.pause();
  }

  resume(): void {
    this.#transport.resume();
  }

  async find(predicate: (message: Res, index: number) => boolean, from = 0): Promise<Res | undefined> {
    for (let index = from; ; index += 1) {
      while (index >= this.messages.length) {
        if (this.#ended !== undefined) return undefined;
        await this.#change();
      }
      const message = this.messages[index] as Res;
      if (predicate(message, index)) return message;
    }
  }

  /** Written by hand, because an async generator takes several times as long for every message. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Res, undefined> {
    let index = 0;
    let left = false;
    const read = (): Promise<IteratorResult<Res, undefined>> => {
      if (!left && index < this.messages.length)
        return Promise.resolve({ done: false, value: this.messages[index++] as Res });
      if (left || this.#ended !== undefined) return Promise.resolve({ done: true, value: undefined });
      return this.#change().then(read);
    };
    return {
      next: read,
      return: () => {
        left = true;
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** Resolves when the next message comes, or the end. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #receive(bytes: Uint8Array): void {
    if (this.#refused !== undefined) return;
    // Checked here, because a connection in this process has no limit of its own.
    if (bytes.length > clientReceiveLimit) return this.#refuse(statusCodes.RESOURCE_EXHAUSTED, tooLarge(bytes.length));
    let message: Res;
    try {
      message = this.#setup.response.decode(bytes);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#setup.tell?.({ kind: 'undecodable', side: 'response', reason: error.message, bytes });
      return this.#refuse(statusCodes.INTERNAL, error.message);
    }
    this.messages.push(message);
    this.#setup.tell?.({ kind: 'response', message, bytes });
    this.#wake();
  }

  #refuse(code: number, message: string): void {
    this.#refused = { code, message, details: [], trailers: {} };
    this.#transport.cancel();
  }

  #wake(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function refIn(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('ref' in message)) return undefined;
  return typeof message.ref === 'string' ? message.ref : undefined;
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The cast is safe, because the executor has run by now.
  return { promise, ...(settle as Omit<Deferred<T>, 'promise'>) };
}
