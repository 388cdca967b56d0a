import { gunzipSync, inflateSync } from 'node:zlib';
import { FrameError, Unframer } from '../client/grpc-frame.js';
import { ProtocolError } from '../protocol/protocol-error.js';

/** The largest message in bytes that can reach a client. */
const largest = 64 * 1024 * 1024;

const decompressors: Readonly<Record<string, typeof gunzipSync>> = { gzip: gunzipSync, deflate: inflateSync };

/**
 * Reads what one side of a call says, message by message. What cannot be read is told once, and nothing after it is.
 */
export class MessageReader {
  encoding = 'identity';
  readonly #codec: { decode(bytes: Uint8Array): unknown };
  readonly #take: (message: unknown) => void;
  readonly #unreadable: (reason: string) => void;
  readonly #unframer = new Unframer(largest, 'any flag');
  #lost = false;

  constructor(
    codec: { decode(bytes: Uint8Array): unknown },
    take: (message: unknown) => void,
    unreadable: (reason: string) => void,
  ) {
    this.#codec = codec;
    this.#take = take;
    this.#unreadable = unreadable;
  }

  push(piece: Uint8Array): void {
    if (this.#lost) return;
    try {
      this.#unframer.push(piece, (bytes, flag) => {
        this.#take(this.#codec.decode(flag !== 0 ? this.#decompressed(bytes) : bytes));
      });
    } catch (error) {
      if (!(error instanceof FrameError || error instanceof ProtocolError || error instanceof UnreadableError))
        throw error;
      this.#lose(error.message);
    }
  }

  /** Called when its side says nothing more. */
  end(): void {
    if (!this.#lost && this.#unframer.partial) this.#lose('it ended within a message');
  }

  #lose(reason: string): void {
    this.#lost = true;
    this.#unreadable(reason);
  }

  #decompressed(bytes: Uint8Array): Uint8Array {
    const decompress = decompressors[this.encoding];
    if (decompress === undefined) {
      throw new UnreadableError(
        `a message is compressed in a way that is not known here: ${JSON.stringify(this.encoding)}`,
      );
    }
    try {
      return decompress(bytes, { maxOutputLength: largest });
    } catch (error) {
      throw new UnreadableError(`a message is not ${this.encoding}`, { cause: error });
    }
  }
}

class UnreadableError extends Error {}
