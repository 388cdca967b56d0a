import type { JournalKind, JournalStatus } from '../journal/entry.js';
import type { UnnumberedEntry } from '../journal/recorded-entry.js';
import type { OpenCall } from '../playback/quiescence/open-calls.js';
import { RpcFailure } from '../playback/rpc-failure.js';
import type { Stage } from '../playback/stage.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { decodeStatusDetails } from '../protocol/status-details.js';
import { outcomeThatFits } from '../transport/outcome-that-fits.js';
import { ReceiveFault } from '../transport/receive-fault.js';
import type { Outcome, ServerCall } from '../transport/server-call.js';
import type { FoundRpc, UntypedCall } from './protocol.js';
import { type RequestReader, readerWording, takenBy } from './request-reader.js';
import type { AnyRpc, RpcName } from './rpc-call.js';
import { transportWording } from './transport-wording.js';

/** A call that is served: decodes and encodes its messages, and keeps the journal. */
export class ServedCall implements UntypedCall, OpenCall {
  readonly number: number;
  readonly method: RpcName;
  readonly transport: ServerCall;
  readonly since: number;
  readonly #stage: Stage;
  readonly #call: ServerCall;
  readonly #rpc: AnyRpc;
  readonly #requestLimit: number;
  readonly #quiet: boolean;
  readonly #reader: RequestReader;
  #ref: string | undefined;
  #halfClosed = false;

  constructor(stage: Stage, call: ServerCall, found: FoundRpc, number: number, requestLimit: number) {
    const { rpc, quiet = false, reader = 'golang' } = found;
    this.#stage = stage;
    this.#call = call;
    this.#rpc = rpc;
    this.#requestLimit = requestLimit;
    this.#quiet = quiet;
    this.#reader = reader;
    this.number = number;
    this.method = rpc.name;
    this.transport = call;
    this.#record('open');
    this.since = stage.journal.count;
    call.onCancel(() => this.#record('cancel'));
  }

  get peer(): string {
    return this.#call.peer;
  }

  get cancelled(): boolean {
    return this.#call.cancelled;
  }

  onCancel(listener: () => void): () => void {
    return this.#call.onCancel(listener);
  }

  get ref(): string | undefined {
    return this.#ref;
  }

  about(ref: string): void {
    this.#ref = ref;
  }

  async receive(): Promise<unknown> {
    const bytes = await this.#receiveBytes();
    if (bytes === undefined) {
      if (!this.#halfClosed && !this.cancelled) this.#record('half-close');
      this.#halfClosed = true;
      return undefined;
    }
    if (bytes.length > this.#requestLimit)
      throw new RpcFailure(transportWording.tooLarge(bytes.length, this.#requestLimit), 'RESOURCE_EXHAUSTED');
    const message = this.#decode(bytes);
    if (this.#ref === undefined && 'ref' in message && typeof message.ref === 'string') this.#ref = message.ref;
    if (!this.#quiet) this.#record('request', message);
    return message;
  }

  send(message: object): Promise<boolean> {
    const bytes = this.#rpc.response.encode(message);
    if (!this.#quiet) this.#record('response', message);
    return this.#call.send(bytes);
  }

  end(whole: Outcome): void {
    const outcome = outcomeThatFits(whole);
    if (!this.cancelled) {
      const { code, message, details } = outcome;
      this.#record('status', {
        code,
        message,
        ...(details !== undefined && { details: decodeStatusDetails(details).details }),
      });
    }
    this.#call.end(outcome);
  }

  async #receiveBytes(): Promise<Uint8Array | undefined> {
    try {
      return await this.#call.receive();
    } catch (error) {
      if (!(error instanceof ReceiveFault)) throw error;
      const { requestStream, responseStream } = this.#rpc;
      const unary = !requestStream && !responseStream;
      throw new RpcFailure(error.message, error.truncated && unary ? 'UNKNOWN' : error.code);
    }
  }

  #decode(bytes: Uint8Array): object {
    try {
      return this.#rpc.request.decode(bytes, takenBy[this.#reader]) as object;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const { undecodableMessage, undecodableRequest } = transportWording;
      const text = this.#rpc.responseStream || this.#rpc.requestStream ? undecodableMessage : undecodableRequest;
      throw new RpcFailure(text(readerWording(this.#reader, error)), 'INTERNAL');
    }
  }

  #record(kind: 'open' | 'half-close' | 'cancel'): void;
  #record(kind: 'request' | 'response', what: object): void;
  #record(kind: 'status', what: JournalStatus): void;
  #record(kind: Exclude<JournalKind, 'note' | 'undecodable'>, what?: unknown): void {
    if (!this.#stage.alive) return;
    const { number: call, method: rpc } = this;
    this.#stage.journal.record({ kind, rpc, call, ref: this.#ref, what } as UnnumberedEntry);
  }
}
