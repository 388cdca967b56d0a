import type { fsutil } from '../../protocol/buildkit/messages.js';
import type { SessionCall } from '../session-call.js';
import { SessionError } from '../session-error.js';
import { isDirectory, isRegular } from './file-mode.js';
import { HardLinks } from './hard-links.js';
import { PathOrder } from './path-order.js';

/** A file that the client has told of. */
export interface ReceivedFile {
  readonly stat: fsutil.Stat;
  /** Whether it is a regular file, and no hard link to one that came before: only those are asked for their content. */
  readonly hasContent: boolean;
  /** Asks for the content, of a regular file and once. @throws SessionError, RpcError */
  content(): AsyncIterable<Uint8Array>;
}

/** Content that was asked for: the pieces that came and were not taken yet. */
interface Wanted {
  readonly pieces: Uint8Array[];
  ended: boolean;
}

/**
 * A directory tree that the client sends, file by file. Nothing is read that nobody waits for, so that the client waits
 * as well; while content is read, only the names of the files that come between are kept.
 */
export class ReceivedFiles implements AsyncIterable<ReceivedFile> {
  readonly #call: SessionCall<fsutil.Packet, fsutil.Packet>;
  readonly #order = new PathOrder();
  readonly #links = new HardLinks();
  readonly #files: ReceivedFile[] = [];
  readonly #wanted = new Map<number, Wanted>();
  #count = 0;
  #allTold = false;
  #finished = false;
  /** The packet that is being read, for everybody who waits. */
  #reading: Promise<void> | undefined;
  readonly #came: (bytes: number) => void;

  /** @param came is told after each packet how many bytes have come, with the names of the files */
  constructor(call: SessionCall<fsutil.Packet, fsutil.Packet>, came: (bytes: number) => void = () => undefined) {
    this.#call = call;
    this.#came = came;
  }

  /** How many bytes have come, with the names of the files. */
  get bytes(): number {
    return this.#call.bytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReceivedFile, void, undefined> {
    for (;;) {
      const file = this.#files.shift();
      if (file !== undefined) yield file;
      else if (this.#allTold) return;
      else await this.#read();
    }
  }

  /** Tells the client that nothing more is wanted, and waits until it has ended. @throws SessionError, RpcError */
  async finish(): Promise<void> {
    while (!this.#allTold) {
      this.#files.length = 0;
      await this.#read();
    }
    void this.#call.send({ type: 'PACKET_FIN' });
    while (!this.#finished) await this.#read();
    while ((await this.#call.receive()) !== undefined);
    this.#call.halfClose();
  }

  /** Leaves it at that; the client sees the call cancelled. */
  cancel(): void {
    this.#call.cancel();
  }

  async *#content(id: number): AsyncGenerator<Uint8Array, void, undefined> {
    const wanted: Wanted = { pieces: [], ended: false };
    this.#wanted.set(id, wanted);
    await this.#call.send({ type: 'PACKET_REQ', id });
    for (;;) {
      const piece = wanted.pieces.shift();
      if (piece !== undefined) yield piece;
      else if (wanted.ended) return;
      else await this.#read();
    }
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readPacket().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readPacket(): Promise<void> {
    const packet = await this.#call.receive();
    if (packet === undefined) throw new SessionError('EOF');
    this.#came(this.#call.bytes);
    try {
      this.#take(packet);
    } catch (error) {
      // The client learns why, as far as it still reads.
      if (error instanceof SessionError && packet.type !== 'PACKET_ERR')
        await this.#call.send({ type: 'PACKET_ERR', data: Buffer.from(error.message) });
      this.#call.cancel();
      throw error;
    }
  }

  #take({ type, stat, id, data }: fsutil.Packet): void {
    if (type === 'PACKET_ERR') {
      throw new SessionError(`error from sender: ${Buffer.from(data).toString('utf8')}`);
    } else if (type === 'PACKET_STAT') {
      if (stat === undefined) this.#allTold = true;
      else this.#tell(stat);
    } else if (type === 'PACKET_DATA') {
      this.#takeData(id, data);
    } else if (type === 'PACKET_FIN') {
      this.#finished = true;
    }
  }

  #tell(stat: fsutil.Stat): void {
    const id = this.#count++;
    this.#order.check(stat.path, isDirectory(stat.mode));
    this.#links.check(stat);
    let asked = false;
    this.#files.push({
      stat,
      hasContent: isRegular(stat.mode) && stat.linkname === '',
      content: () => {
        if (asked || !isRegular(stat.mode)) throw new SessionError(`invalid file request ${stat.path}`);
        asked = true;
        return this.#content(id);
      },
    });
  }

  #takeData(id: number, data: Uint8Array): void {
    const wanted = this.#wanted.get(id);
    if (wanted === undefined || wanted.ended) throw new SessionError(`invalid file request ${id}`);
    if (data.length > 0) {
      wanted.pieces.push(data);
    } else {
      wanted.ended = true;
      this.#wanted.delete(id);
    }
  }
}
