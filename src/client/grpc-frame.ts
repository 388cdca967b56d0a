import { tooLarge } from './receive-limit.js';

const prefixBytes = 5;

/** A message as gRPC puts it on the wire: whether it is compressed, its length, itself. */
export function frame(message: Uint8Array, flag = 0): Buffer {
  const framed = Buffer.allocUnsafe(prefixBytes + message.length);
  writeFrame(framed, 0, message, flag);
  return framed;
}

/** Several messages at once, none of which is compressed. */
export function frames(messages: readonly Uint8Array[]): Buffer {
  const size = messages.reduce((sum, { length }) => sum + prefixBytes + length, 0);
  const framed = Buffer.allocUnsafe(size);
  let at = 0;
  for (const message of messages) at = writeFrame(framed, at, message, 0);
  return framed;
}

/** Gives where the next one goes. */
function writeFrame(into: Buffer, at: number, message: Uint8Array, flag: number): number {
  into[at] = flag;
  into.writeUInt32BE(message.length, at + 1);
  into.set(message, at + prefixBytes);
  return at + prefixBytes + message.length;
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
  readonly #anyFlag: boolean;
  readonly #prefix = Buffer.alloc(prefixBytes);
  #prefixSeen = 0;
  #message: Buffer | undefined;
  #messageSeen = 0;

  /**
   * @param limit - bytes that a message may have
   * @param flags - whether whoever takes the messages looks at their flags
   */
  constructor(limit: number, flags: 'no flag' | 'any flag' = 'no flag') {
    this.#limit = limit;
    this.#anyFlag = flags === 'any flag';
  }

  /** A message has begun and not ended. */
  get partial(): boolean {
    return this.#prefixSeen > 0;
  }

  /** @throws FrameError after the messages before the fault were given to `take`. */
  push(chunk: Uint8Array, take: (message: Uint8Array, flag: number) => void): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#message === undefined) at += this.#readPrefix(chunk, at);
      else at += this.#readMessage(this.#message, chunk, at);
      if (this.#message !== undefined && this.#messageSeen === this.#message.length) {
        const message = this.#message;
        this.#message = undefined;
        this.#messageSeen = 0;
        this.#prefixSeen = 0;
        take(message, this.#prefix[0] ?? 0);
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
    if (this.#prefix[0] !== 0 && !this.#anyFlag)
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
