/** What a client says before its first frame. */
const prefaceLength = 24;
const headLength = 9;
const resetLength = 13;

const types = { headers: 1, resetStream: 3, continuation: 9 } as const;
const endHeaders = 4;

const nothing = Buffer.alloc(0);

/** Takes the resets of streams (RST_STREAM) out of what a client sends, which may be cut anywhere, and lets all else pass. */
export class ResetFilter {
  readonly #pass: (piece: Buffer) => void;
  readonly #reset: (stream: number, code: number) => void;
  /** So much of the frame that has begun, or of the preface, is still to come. */
  #left = prefaceLength;
  /** The beginning of a frame of which it cannot be told yet whether it passes. */
  #held: Buffer = nothing;
  /** The highest stream that the client has opened. */
  #opened = 0;
  #amidHeaders = false;

  /** @param pass given all bytes that pass, in their order; @param reset told of a reset after all that was before it has passed */
  constructor(pass: (piece: Buffer) => void, reset: (stream: number, code: number) => void) {
    this.#pass = pass;
    this.#reset = reset;
  }

  push(chunk: Buffer): void {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    let from = 0;
    let at = 0;
    while (this.#left < bytes.length - at) {
      at += this.#left;
      this.#left = 0;
      if (bytes.length - at < headLength) break;
      if (!this.#isReset(bytes, at)) {
        this.#note(bytes, at);
        at += headLength;
        continue;
      }
      if (bytes.length - at < resetLength) break;
      if (at > from) this.#pass(bytes.subarray(from, at));
      this.#reset(streamIn(bytes, at), bytes.readUInt32BE(at + headLength));
      at += resetLength;
      from = at;
    }
    const end = this.#left > 0 ? bytes.length : at;
    this.#left -= end - at;
    this.#held = end < bytes.length ? Buffer.from(bytes.subarray(end)) : nothing;
    if (end > from) this.#pass(bytes.subarray(from, end));
  }

  /** One that breaks HTTP/2 is for nghttp2 to see, which ends the connection. */
  #isReset(bytes: Buffer, at: number): boolean {
    if (bytes[at + 3] !== types.resetStream || bytes.readUIntBE(at, 3) !== resetLength - headLength) return false;
    const stream = streamIn(bytes, at);
    return !this.#amidHeaders && stream % 2 === 1 && stream <= this.#opened;
  }

  #note(bytes: Buffer, at: number): void {
    const type = bytes[at + 3];
    this.#left = bytes.readUIntBE(at, 3);
    if (type !== types.headers && type !== types.continuation) return;
    this.#amidHeaders = ((bytes[at + 4] ?? 0) & endHeaders) === 0;
    this.#opened = Math.max(this.#opened, streamIn(bytes, at));
  }
}

function streamIn(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at + 5) & 0x7fff_ffff;
}
