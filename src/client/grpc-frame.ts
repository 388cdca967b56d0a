import { tooLarge } from './receive-limit.js';

const prefixBytes = 5;

/**
 * Frames a message as gRPC puts it on the wire: a flag that says whether it is compressed, its length, and its bytes.
 */
export function frame(message: Uint8Array, flag = 0): Buffer {
  const framed = Buffer.allocUnsafe(prefixBytes + message.length);
  writeFrame(framed, 0, message, flag);
  return framed;
}

/** Frames several messages at once, none of which is compressed. */
export function frames(messages: readonly Uint8Array[]): Buffer {
  const size = messages.reduce((sum, { length }) => sum + prefixBytes + length, 0);
  const framed = Buffer.allocUnsafe(size);
  let at = 0;
  for (const message of messages) at = writeFrame(framed, at, message, 0);
  return framed;
}

/** Writes a frame, and gives the offset of the next one. */
function writeFrame(into: Buffer, at: number, message: Uint8Array, flag: number): number {
  into[at] = flag;
  into.writeUInt32BE(message.length, at + 1);
  into.set(message, at + prefixBytes);
  return at + prefixBytes + message.length;
}

/** The frames that came are wrong; the text says how. */
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
   * @param limit how many bytes a message may have
   * @param flags whether whoever takes the messages looks at their flags
   */
  constructor(limit: number, flags: 'no flag' | 'any flag' = 'no flag') {
    this.#limit = limit;
    this.#anyFlag = flags === 'any flag';
  }

  /** Whether a message has begun and not ended. */
  get partial(): boolean {
    return this.#prefixSeen > 0;
  }

  /**
   * Takes a piece in, and gives `take` each message that it completes.
   * @throws FrameError after the messages before the fault were given.
   */
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
