import { FrameError, Unframer } from '../client/grpc-frame.js';
import { goQuote } from '../words/go-quote.js';
import { gunzip } from './gunzip.js';
import { ReceiveFault } from './receive-fault.js';

/** The largest request in bytes that grpc-go takes where nobody says otherwise. */
export const usualRequestLimit = 4_194_304;

const identity: readonly string[] = ['', 'identity'];

/**
 * Finds the requests in the bytes of a stream, as grpc-go does: up to the first fault, after which there is nothing
 * more.
 */
export class RequestMessages {
  readonly #unframer: Unframer;
  readonly #limit: number;
  readonly #encoding: string;
  #fault: ReceiveFault | undefined;

  /**
   * @param encoding the client's `grpc-encoding`; empty for none
   * @param limit the largest request in bytes
   */
  constructor(encoding: string, limit: number) {
    this.#limit = limit;
    this.#unframer = new Unframer(limit, 'any flag');
    this.#encoding = encoding;
    if (!identity.includes(encoding) && encoding !== 'gzip') {
      this.#fault = unimplemented(`Decompressor is not installed for grpc-encoding ${goQuote(encoding)}`);
    }
  }

  /** Why no more requests can be received; undefined while they can. */
  get fault(): ReceiveFault | undefined {
    return this.#fault;
  }

  /** Whether the replies are compressed: they are when the requests are said to be, whether or not those really are. */
  get gzip(): boolean {
    return this.#encoding === 'gzip';
  }

  push(chunk: Uint8Array, take: (message: Uint8Array) => void): void {
    if (this.#fault !== undefined) return;
    try {
      this.#unframer.push(chunk, (message, flag) => take(flag === 0 ? message : this.#open(message, flag)));
    } catch (error) {
      if (error instanceof ReceiveFault) this.#fault = error;
      else if (error instanceof FrameError) this.#fault = tooLarge(error.message);
      else throw error;
    }
  }

  /** Called when the client has half-closed. */
  end(): void {
    if (!this.#unframer.partial) return;
    this.#fault ??= new ReceiveFault('INTERNAL', 'unexpected EOF', { truncated: true });
  }

  #open(message: Uint8Array, flag: number): Uint8Array {
    if (flag !== 1) throw internal(`received unexpected payload format ${flag}`);
    if (!this.gzip) throw internal('compressed flag set with identity or empty encoding');
    const opened = gunzip(message, this.#limit);
    if (opened instanceof Uint8Array) return opened;
    if ('wrong' in opened) throw internal(`failed to decompress the received message: ${opened.wrong}`);
    throw tooLarge(`received message after decompression larger than max (${opened.tooLarge} vs. ${this.#limit})`);
  }
}

const internal = (text: string): ReceiveFault => new ReceiveFault('INTERNAL', `grpc: ${text}`);
const tooLarge = (text: string): ReceiveFault => new ReceiveFault('RESOURCE_EXHAUSTED', `grpc: ${text}`);
const unimplemented = (text: string): ReceiveFault => new ReceiveFault('UNIMPLEMENTED', `grpc: ${text}`);
