import { tooLarge } from './receive-limit.js';

const prefixBytes = 5;

/** A message as gRPC puts it on the wire: not compressed, its length, itself. */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(prefixBytes + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, prefixBytes);
  return framed;
}

/** What is wrong with the frames that came. */
export class FrameError extends Error {
  readonly code: 'COMPRESSED' | 'TOO_LARGE';

  constructor(code: FrameError['code'], message: string) {
    super(message);
    this.name = 'FrameError';
    this.code = code;
  }
}

/** Puts messages together again from pieces that begin and end anywhere. */
export class Unframer {
  readonly #limit: number;
  readonly #takesCompressed: boolean;
  readonly #prefix = Buffer.alloc(prefixBytes);
  #prefixSeen = 0;
  #message: Buffer | undefined;
  #messageSeen = 0;

  /** @param limit - bytes that a message may have on the wire */
  constructor(limit: number, { takesCompressed = false } = {}) {
    this.#limit = limit;
    this.#takesCompressed = takesCompressed;
  }

  /** A message has begun and not ended. */
  get partial(): boolean {
    return this.#prefixSeen > 0;
  }

  /** @throws FrameError after the messages before the fault were given to `take`. */
  push(chunk: Uint8Array, take: (message: Uint8Array, compressed: boolean) => void): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#message === undefined) at += this.#readPrefix(chunk, at);
      else at += this.#readMessage(this.#message, chunk, at);
      if (this.#message !== undefined && this.#messageSeen === this.#message.length) {
        const message = this.#message;
        this.#message = undefined;
        this.#messageSeen = 0;
        this.#prefixSeen = 0;
        take(message, this.#prefix[0] !== 0);
      }
    }
  }

  #readPrefix(chunk: Uint8Array, at: number): number {
    const part = chunk.subarray(at, at + prefixBytes - this.#prefixSeen);
    this.#prefix.set(part, this.#prefixSeen);
    this.#prefixSeen += part.length;
    if (this.#prefixSeen === prefixBytes) this.#begin();
    return part.length;
  }

  #begin(): void {
    if (this.#prefix[0] !== 0 && !this.#takesCompressed)
      throw new FrameError('COMPRESSED', 'received a compressed message, which was not asked for');
    const length = this.#prefix.readUInt32BE(1);
    if (length > this.#limit) {
      throw new FrameError('TOO_LARGE', tooLarge(length, this.#limit));
    }
    this.#message = Buffer.allocUnsafe(length);
  }

  #readMessage(message: Buffer, chunk: Uint8Array, at: number): number {
    const part = chunk.subarray(at, at + message.length - this.#messageSeen);
    message.set(part, this.#messageSeen);
    this.#messageSeen += part.length;
    return part.length;
  }
}
