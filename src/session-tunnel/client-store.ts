import { RpcError } from '../client/rpc-error.js';
import { Content } from '../protocol/buildkit/service.js';
import type { content } from '../protocol/buildkit/messages.js';
import type { Init } from '../protocol/messages.js';
import { statusCodes } from '../protocol/status-code.js';
import { callOnce, SessionCall } from './session-call.js';
import { SessionError } from './session-error.js';
import type { Session } from './session.js';

/** The largest piece in bytes, as containerd writes it. */
const pieceSize = 1024 * 1024;

/** What is written to a store. */
export interface StoredBlob {
  /** `sha256:…` of the bytes. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** A directory of the client's that has an OCI layout, reached as containerd's content store. */
export class ClientStore {
  readonly #session: Session;
  readonly #options: { readonly metadata: Readonly<Record<string, readonly string[]>>; readonly signal?: AbortSignal };

  /** @param id the client's name of the store: `export`, or `local:` and the path of a cache */
  constructor(session: Session, id: string, signal?: AbortSignal) {
    this.#session = session;
    this.#options = { metadata: { 'buildkit-attachable-store-id': [id] }, ...(signal === undefined ? {} : { signal }) };
  }

  /** The size of a blob in bytes. @throws RpcError NOT_FOUND when it is not there */
  async size(digest: string): Promise<number> {
    const { info } = await callOnce(this.#session, Content.Info, { digest }, this.#options);
    return Number(info?.size ?? 0n);
  }

  /** A whole blob. @throws RpcError; SessionError when it has more bytes than that */
  async read(digest: string, most: number): Promise<Uint8Array> {
    const call = new SessionCall(this.#session, Content.Read, this.#options);
    try {
      await call.send({ digest });
      call.halfClose();
      const pieces: Uint8Array[] = [];
      let bytes = 0;
      for (let piece = await call.receive(); piece !== undefined; piece = await call.receive()) {
        bytes += piece.data.length;
        if (bytes > most) throw new SessionError(`blob ${digest} is too large (${bytes} > ${most})`);
        pieces.push(piece.data);
      }
      return Buffer.concat(pieces);
    } finally {
      call.cancel();
    }
  }

  /** Writes a blob; one that is there already stays as it is. @throws RpcError */
  async write({ digest, bytes }: StoredBlob): Promise<void> {
    const call = new SessionCall(this.#session, Content.Write, this.#options);
    const total = BigInt(bytes.length);
    const say = async (message: Init<content.WriteContentRequest>): Promise<void> => {
      await call.send({ ref: digest, total, expected: digest, ...message });
      if ((await call.receive()) === undefined) throw new SessionError('EOF');
    };
    try {
      await say({ action: 'STAT' });
      for (let at = 0; at < bytes.length; at += pieceSize)
        await say({ action: 'WRITE', offset: BigInt(at), data: bytes.subarray(at, at + pieceSize) });
      await say({ action: 'COMMIT', offset: total });
      call.halfClose();
      while ((await call.receive()) !== undefined);
    } catch (error) {
      if (!(error instanceof RpcError && error.code === statusCodes.ALREADY_EXISTS)) throw error;
    } finally {
      call.cancel();
    }
  }
}
