import type {
  CallCredentials,
  ChannelInterface,
  Metadata as GrpcMetadata,
  StatusObject,
  status as grpcStatus,
} from '@grpc/grpc-js';
import type { CallListener, CallStatus } from '../../client/connection.js';
import { statusCodes } from '../../protocol/status-code.js';
import { nextTick } from '../../time/host.js';
import { nowMs } from '../../time/now.js';
import type { Timer } from '../../time/timer-queue.js';
import { newMetadata } from '../grpc-js.js';
import { grained, type InProcessCall } from '../in-process-call.js';
import type { InProcessConnection } from '../in-process-connection.js';
import { withCredentials } from './call-credentials.js';
import type { ChannelRules } from './channel-options.js';
import { fromGrpc, toGrpc } from './metadata-of.js';
import { Retries } from './retries.js';
import { Unanswered } from './unanswered.js';

export type GrpcCall = ReturnType<ChannelInterface['createCall']>;
type GrpcListener = Parameters<GrpcCall['start']>[1];
type MessageContext = Parameters<GrpcCall['sendMessageWithContext']>[0];

const previousAttempts = 'grpc-previous-rpc-attempts';
let calls = 0;

/** A call of grpc-js, over a call in this process, or several, of which each but the last was not answered. */
export class ChannelCall implements GrpcCall {
  readonly #connection: InProcessConnection;
  readonly #path: string;
  readonly #rules: ChannelRules;
  readonly #authority: string;
  readonly #number = ++calls;
  #deadlineMs: number | undefined;
  #credentials: CallCredentials | undefined;
  #metadata: GrpcMetadata | undefined;
  #listener: GrpcListener | undefined;
  /** What is under way; undefined before it, between two, and when all is over. */
  #attempt: InProcessCall | undefined;
  /** Undefined once the call is answered, or must not be made again. */
  #retries: Retries | undefined;
  #unanswered: Unanswered | undefined = new Unanswered();
  #early: StatusObject | undefined;
  #over = false;
  #deadline: Timer | undefined;
  #stopWaiting: (() => void) | undefined;
  /** How many messages the client has asked for and not yet got. */
  #wanted = 0;

  constructor(connection: InProcessConnection, path: string, rules: ChannelRules, authority: string) {
    this.#connection = connection;
    this.#path = path;
    this.#rules = rules;
    this.#authority = authority;
    if (rules.retries) {
      this.#retries = new Retries(rules.methods?.retryPolicy(path), rules.throttle, rules.mostAttempts);
    }
  }

  /** @param until milliseconds since the Unix epoch; infinite for none. What is no number is over at once, as in grpc-js */
  setDeadline(until: number): void {
    if (until !== Number.POSITIVE_INFINITY) this.#deadlineMs = Math.max(0, until - nowMs()) || 0;
  }

  start(metadata: GrpcMetadata, listener: GrpcListener): void {
    this.#listener = listener;
    if (this.#early !== undefined) {
      this.#finishSoon(this.#early);
      return;
    }
    this.#metadata = metadata.clone();
    const ms = this.#deadlineMs;
    const lasts = this.#credentials !== undefined || this.#retries?.areMany === true;
    if (ms !== undefined && lasts) {
      if (ms > 0) this.#startDeadline(ms);
      else this.cancelWithStatus(statusCodes.DEADLINE_EXCEEDED, 'Deadline exceeded');
    }
    if (!this.#over) this.#begin();
  }

  sendMessageWithContext(context: MessageContext, message: Buffer): void {
    const { sendLimit } = this.#rules;
    if (sendLimit !== -1 && message.length > sendLimit) {
      const text = `Attempted to send message with a size larger than ${sendLimit}`;
      this.cancelWithStatus(statusCodes.RESOURCE_EXHAUSTED, text);
      return;
    }
    // Copied, because the bytes are the caller's again once it is called back. As over a socket, a write after the end
    // is called back, too.
    const bytes = new Uint8Array(message);
    this.#keep(bytes);
    const sent = this.#attempt?.send(bytes) ?? Promise.resolve();
    void sent.then(() => nextTick(() => context.callback?.()));
  }

  startRead(): void {
    this.#wanted++;
    if (this.#wanted !== 1 || this.#attempt === undefined) return;
    if (!this.#attempt.giveNow()) this.#attempt.resume();
  }

  halfClose(): void {
    if (this.#unanswered !== undefined) this.#unanswered.halfClosed = true;
    this.#attempt?.halfClose();
  }

  cancelWithStatus(code: grpcStatus, details: string): void {
    this.#retries = undefined;
    const status = { code, details, metadata: newMetadata() };
    if (this.#attempt !== undefined) this.#attempt.cancelWith(code, details);
    else if (this.#listener === undefined) this.#early ??= status;
    else this.#finishSoon(status);
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

  /** Begins an attempt: what the credentials add is asked for anew. */
  #begin(): void {
    const metadata = this.#metadata ?? newMetadata();
    const credentials = this.#credentials;
    if (credentials === undefined) {
      this.#open(metadata);
      return;
    }
    const asked = (): ReturnType<typeof withCredentials> =>
      withCredentials(metadata, credentials, this.#path, this.#authority);
    void this.#connection.clock.hold(asked).then((answer) => {
      if (this.#over) return;
      if ('metadata' in answer) this.#open(answer.metadata);
      else this.#ended({ code: answer.refused.code, message: answer.refused.details, trailers: {} });
    });
  }

  #open(metadata: GrpcMetadata): void {
    const sent = fromGrpc(metadata);
    const previous = this.#retries?.previous ?? 0;
    const attempt = this.#connection.open(
      this.#path,
      {
        metadata: previous === 0 ? sent : { ...sent, [previousAttempts]: [String(previous)] },
        overtaking: this.#rules.overtaking,
        ...(this.#deadlineMs === undefined || this.#deadline !== undefined ? {} : { deadlineMs: this.#deadlineMs }),
      },
      this.#listen(previous),
    );
    this.#attempt = attempt;
    if (this.#wanted === 0) attempt.pause();
    if (this.#unanswered === undefined) return;
    for (const message of this.#unanswered.messages) void attempt.send(message);
    if (this.#unanswered.halfClosed) attempt.halfClose();
    if (this.#retries === undefined) this.#unanswered = undefined;
  }

  #listen(previous: number): CallListener {
    const { receiveLimit: limit } = this.#rules;
    let headed = false;
    return {
      onHeaders: (headers) => {
        headed = true;
        this.#commit();
        const metadata = toGrpc(headers);
        if (previous > 0) metadata.set(previousAttempts, String(previous));
        this.#listener?.onReceiveMetadata(metadata);
      },
      onMessage: (bytes) => {
        if (limit !== -1 && bytes.length > limit) {
          const text = `Received message larger than max (${bytes.length} vs ${limit})`;
          this.cancelWithStatus(statusCodes.RESOURCE_EXHAUSTED, text);
          return;
        }
        this.#wanted--;
        if (this.#wanted === 0) this.#attempt?.pause();
        this.#listener?.onReceiveMessage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
      onStatus: (status) => {
        this.#attempt = undefined;
        if (headed || previous === 0) this.#ended(status);
        else this.#ended({ ...status, trailers: { ...status.trailers, [previousAttempts]: [String(previous)] } });
      },
    };
  }

  #keep(message: Uint8Array): void {
    if (this.#unanswered === undefined) return;
    this.#unanswered.add(message);
    if (this.#unanswered.bytes <= this.#rules.retryBuffer) return;
    this.#retries = undefined;
    if (this.#attempt !== undefined) this.#unanswered = undefined;
  }

  /** The call is answered: it is not made again. */
  #commit(): void {
    this.#retries = undefined;
    this.#unanswered = undefined;
  }

  #ended(status: CallStatus): void {
    const next = this.#retries?.after(status) ?? 'over';
    if (next === 'over') this.#finish(toStatusObject(status));
    else if (this.#connection.abandoned !== undefined) this.#finish(unavailable(this.#connection.abandoned));
    else if (next.againInMs === 0 && status.refused === true) this.#begin();
    else this.#wait(next.againInMs, status);
  }

  #wait(ms: number, status: CallStatus): void {
    const timer = this.#connection.clock.after(ms, `retry of ${this.#path}`, () => {
      this.#stopWaiting?.();
      if (this.#retries?.grant() === true) this.#begin();
      else this.#finish(toStatusObject(status));
    });
    const stay = this.#connection.onAbandoned((reason) => this.#finish(unavailable(reason)));
    this.#stopWaiting = () => {
      timer.cancel();
      stay();
    };
  }

  /** Of all attempts together. */
  #startDeadline(ms: number): void {
    const expire = (): void => this.cancelWithStatus(statusCodes.DEADLINE_EXCEEDED, 'Deadline exceeded');
    const label = `deadline of ${this.#path}`;
    this.#deadline = this.#connection.clock.after(grained(ms), label, expire, { deadline: true });
  }

  #finish(status: StatusObject): void {
    if (this.#close()) this.#listener?.onReceiveStatus(status);
  }

  #finishSoon(status: StatusObject): void {
    if (this.#close()) nextTick(() => this.#listener?.onReceiveStatus(status));
  }

  /** False when it was over already. */
  #close(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#commit();
    this.#deadline?.cancel();
    this.#stopWaiting?.();
    return true;
  }
}

function unavailable(details: string): StatusObject {
  return { code: statusCodes.UNAVAILABLE, details, metadata: newMetadata() };
}

function toStatusObject({ code, message, trailers }: CallStatus): StatusObject {
  return { code, details: message, metadata: toGrpc(trailers) };
}
