import type { CallStatus, Metadata } from '../client/connection.js';
import type { Cancellation } from '../time/cancellation.js';
import { inProcessWire } from './in-process-wire.js';
import { outcomeThatFits } from './outcome-that-fits.js';
import type { Outcome, ServerCall } from './server-call.js';
import type { WireControl } from './wire-control.js';

/** A call, as its server end sees it. */
export interface Exchange {
  readonly cancellation: Cancellation;
  take(): Promise<Uint8Array | undefined>;
  answer(message: Uint8Array): Promise<boolean>;
  answerHeaders(): void;
  endWith(status: CallStatus): void;
  backlog(): ReturnType<ServerCall['backlog']>;
  /** Ends every call of the connection. */
  dropAll(reason: string): void;
}

/**
 * The handler's end of a call in this process. It is a class, because there are many, and closures for each would cost
 * more than the rest of a call.
 */
export class InProcessServerCall implements ServerCall {
  readonly number: number;
  readonly path: string;
  readonly metadata: Metadata;
  readonly peer = 'in-process';
  readonly #exchange: Exchange;

  constructor(number: number, path: string, metadata: Metadata, exchange: Exchange) {
    this.number = number;
    this.path = path;
    this.metadata = metadata;
    this.#exchange = exchange;
  }

  get cancelled(): boolean {
    return this.#exchange.cancellation.cancelled;
  }

  get wire(): WireControl {
    return inProcessWire(
      (status) => this.#exchange.endWith(status),
      (reason) => this.#exchange.dropAll(reason),
    );
  }

  onCancel(listener: () => void): () => void {
    return this.#exchange.cancellation.onCancel(listener);
  }

  receive(): Promise<Uint8Array | undefined> {
    return this.#exchange.take();
  }

  send(message: Uint8Array): Promise<boolean> {
    return this.#exchange.answer(message);
  }

  backlog(): ReturnType<ServerCall['backlog']> {
    return this.#exchange.backlog();
  }

  sendHeaders(): void {
    this.#exchange.answerHeaders();
  }

  end(outcome: Outcome): void {
    const { code, message, details } = outcomeThatFits(outcome);
    this.#exchange.endWith({
      code,
      message,
      trailers: details === undefined ? noTrailers : { [detailsKey]: [details] },
    });
  }
}

const detailsKey = 'grpc-status-details-bin';
const noTrailers: Metadata = {};
