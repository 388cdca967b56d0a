import type {
  CallCredentials,
  ChannelInterface,
  Deadline,
  Metadata as GrpcMetadata,
  StatusObject,
  connectivityState,
  status as grpcStatus,
} from '@grpc/grpc-js';
import type { CallListener, CallStatus, Metadata } from '../client/connection.js';
import { statusCodes } from '../protocol/status-code.js';
import { nowMs } from '../time/now.js';
import { RealClock } from '../time/real-clock.js';
import { grpcJs, newMetadata } from './grpc-js.js';
import type { InProcessCall } from './in-process-call.js';
import type { InProcessConnection } from './in-process-connection.js';
import { nextTick, setImmediate } from '../time/host.js';

// All use of grpc-js' experimental parts, its channels and calls, is in this file.

export type { ChannelInterface };

type GrpcCall = ReturnType<ChannelInterface['createCall']>;
type GrpcListener = Parameters<GrpcCall['start']>[1];
type MessageContext = Parameters<GrpcCall['sendMessageWithContext']>[0];
type ParentCall = NonNullable<Parameters<ChannelInterface['createCall']>[3]>;
type ChannelRef = ReturnType<ChannelInterface['getChannelzRef']>;

/** What a channel is made with; the defaults are those of grpc-js. */
export interface InProcessChannelOptions {
  /** The largest message that the client takes, in bytes; -1 for any. Default 4,194,304. */
  readonly maxReceiveMessageLength?: number;
  /** The largest message that the client sends, in bytes; -1 for any. Default -1. */
  readonly maxSendMessageLength?: number;
  /**
   * Whether a status other than OK overtakes messages that the client has not asked for, which are lost, as with
   * grpc-js over a socket. Default true.
   */
  readonly overtaking?: boolean;
}

/** The clock of those who watch a channel: what they wait for is not the fake's time. */
const clock = new RealClock();

const defaultReceiveLimit = 4_194_304;
let calls = 0;

/** A grpc-js channel without a socket: pass it to any client as `channelOverride`. */
export class InProcessChannel implements ChannelInterface {
  readonly #connect: () => InProcessConnection;
  readonly #options: InProcessChannelOptions;
  readonly #watchers = new Set<(state: connectivityState) => void>();
  #connection: InProcessConnection | undefined;
  /** The states of a channel, by name. */
  readonly #states = grpcJs().connectivityState;
  #state = this.#states.IDLE;

  constructor(connect: () => InProcessConnection, options: InProcessChannelOptions = {}) {
    this.#connect = connect;
    this.#options = options;
  }

  close(): void {
    this.#connection?.retire();
    this.#become(this.#states.SHUTDOWN);
  }

  getTarget(): string {
    return 'in-process:buildx-testkit';
  }

  getConnectivityState(tryToConnect: boolean): connectivityState {
    const state = this.#state;
    if (tryToConnect && state !== this.#states.SHUTDOWN) this.#ready();
    return state;
  }

  watchConnectivityState(current: connectivityState, deadline: Date | number, callback: (error?: Error) => void): void {
    if (this.#state === this.#states.SHUTDOWN) throw new Error('Channel has been shut down');
    const passed = (): void => {
      this.#watchers.delete(changed);
      callback(new Error('Deadline passed without connectivity state change'));
    };
    const left = +deadline - nowMs();
    const timer = Number.isFinite(left) ? clock.after(left, 'deadline of a watched state', passed) : undefined;
    // As in grpc-js, the next change counts, and not that the state is another one already.
    const changed = (state: connectivityState): void => {
      if (state === current) return;
      this.#watchers.delete(changed);
      timer?.cancel();
      nextTick(callback);
    };
    this.#watchers.add(changed);
  }

  getChannelzRef(): ChannelRef {
    return { kind: 'channel' as ChannelRef['kind'], id: 0, name: this.getTarget() };
  }

  createCall(
    method: string,
    deadline: Deadline,
    _host: string | null | undefined,
    parentCall: ParentCall | null,
    propagateFlags: number | null | undefined,
  ): GrpcCall {
    if (typeof method !== 'string') throw new TypeError('Channel#createCall: method must be a string');
    if (Number.isNaN(+deadline)) {
      throw new TypeError('Channel#createCall: deadline must be a number or Date');
    }
    if (this.#state === this.#states.SHUTDOWN) throw new Error('Channel has been shut down');
    const connection = this.#ready();
    const call = new ChannelCall(connection, method, this.#options);
    let until = +deadline;
    if (parentCall !== null) {
      const { propagate } = grpcJs();
      const flags = propagateFlags ?? propagate.DEFAULTS;
      if (flags & propagate.CANCELLATION) {
        parentCall.on('cancelled', () => call.cancelWithStatus(statusCodes.CANCELLED, 'Cancelled by parent call'));
      }
      if (flags & propagate.DEADLINE) until = Math.min(until, +parentCall.getDeadline());
    }
    call.setDeadline(until);
    return call;
  }

  #ready(): InProcessConnection {
    if (this.#connection !== undefined) return this.#connection;
    const { CONNECTING, READY } = this.#states;
    // Later, as over a socket: whoever asks at once sees the channel idle, and may watch for what comes.
    nextTick(() => this.#pass(CONNECTING));
    setImmediate(() => this.#pass(READY));
    this.#connection = this.#connect();
    return this.#connection;
  }

  #pass(state: connectivityState): void {
    if (this.#state !== this.#states.SHUTDOWN) this.#become(state);
  }

  #become(state: connectivityState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher(state);
  }
}

/** A call of grpc-js, over a call in this process. */
class ChannelCall implements GrpcCall {
  readonly #connection: InProcessConnection;
  readonly #path: string;
  readonly #options: InProcessChannelOptions;
  readonly #number = ++calls;
  #deadlineMs: number | undefined;
  #credentials: CallCredentials | undefined;
  #call: InProcessCall | undefined;
  #early: StatusObject | undefined;
  /** How many messages the client has asked for and not yet got. */
  #wanted = 0;

  constructor(connection: InProcessConnection, path: string, options: InProcessChannelOptions) {
    this.#connection = connection;
    this.#path = path;
    this.#options = options;
  }

  /** @param until milliseconds since the Unix epoch; infinite for none */
  setDeadline(until: number): void {
    if (until !== Number.POSITIVE_INFINITY) this.#deadlineMs = Math.max(0, until - nowMs());
  }

  start(metadata: GrpcMetadata, listener: GrpcListener): void {
    const refused = this.#early ?? (this.#credentials === undefined ? undefined : needsSecurity());
    if (refused !== undefined) {
      nextTick(() => listener.onReceiveStatus(refused));
      return;
    }
    this.#call = this.#connection.open(
      this.#path,
      {
        metadata: fromGrpc(metadata),
        overtaking: this.#options.overtaking ?? true,
        ...(this.#deadlineMs === undefined ? {} : { deadlineMs: this.#deadlineMs }),
      },
      this.#listen(listener),
    );
    if (this.#wanted === 0) this.#call.pause();
  }

  sendMessageWithContext(context: MessageContext, message: Buffer): void {
    const { maxSendMessageLength = -1 } = this.#options;
    if (maxSendMessageLength >= 0 && message.length > maxSendMessageLength) {
      const text = `Attempted to send message with a size larger than ${maxSendMessageLength}`;
      this.cancelWithStatus(statusCodes.RESOURCE_EXHAUSTED, text);
      return;
    }
    // Copied, because the bytes are the caller's again once it is called back. As over a socket, a write after the end
    // is called back, too.
    const sent = this.#call?.send(new Uint8Array(message)) ?? Promise.resolve();
    void sent.then(() => nextTick(() => context.callback?.()));
  }

  startRead(): void {
    this.#wanted++;
    if (this.#wanted !== 1 || this.#call === undefined) return;
    if (!this.#call.giveNow()) this.#call.resume();
  }

  halfClose(): void {
    this.#call?.halfClose();
  }

  cancelWithStatus(code: grpcStatus, details: string): void {
    if (this.#call !== undefined) this.#call.cancelWith(code, details);
    else this.#early ??= { code, details, metadata: newMetadata() };
  }

  getPeer(): string {
    return 'in-process';
  }

  getCallNumber(): number {
    return this.#number;
  }

  setCredentials(credentials: CallCredentials): void {
    this.#credentials = credentials;
  }

  getAuthContext(): null {
    return null;
  }

  #listen(listener: GrpcListener): CallListener {
    const { maxReceiveMessageLength: limit = defaultReceiveLimit } = this.#options;
    return {
      onHeaders: (headers) => listener.onReceiveMetadata(toGrpc(headers)),
      onMessage: (bytes) => {
        if (limit >= 0 && bytes.length > limit) {
          const text = `Received message larger than max (${bytes.length} vs ${limit})`;
          this.#call?.cancelWith(statusCodes.RESOURCE_EXHAUSTED, text);
          return;
        }
        this.#wanted--;
        if (this.#wanted === 0) this.#call?.pause();
        listener.onReceiveMessage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
      onStatus: (status) => listener.onReceiveStatus(toStatusObject(status)),
    };
  }
}

const needsSecurity = (): StatusObject => ({
  code: statusCodes.UNAUTHENTICATED,
  details: 'call credentials need a secure channel, and a call in this process has none: leave them out',
  metadata: newMetadata(),
});

function toStatusObject({ code, message, trailers }: CallStatus): StatusObject {
  return { code, details: message, metadata: toGrpc(trailers) };
}

function toGrpc(metadata: Metadata): GrpcMetadata {
  const converted = newMetadata();
  for (const [key, values] of Object.entries(metadata)) {
    for (const value of values) converted.add(key, typeof value === 'string' ? value : Buffer.from(value));
  }
  return converted;
}

function fromGrpc(metadata: GrpcMetadata): Metadata {
  return Object.fromEntries(Object.keys(metadata.getMap()).map((key) => [key, metadata.get(key)]));
}
