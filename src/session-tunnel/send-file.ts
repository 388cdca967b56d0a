import { FileSend } from '../protocol/buildkit/service.js';
import { SessionCall } from './session-call.js';
import { SessionError } from './session-error.js';
import type { Session } from './session.js';

/** The largest piece in bytes, below gRPC's usual limit of 4 MiB a message. */
const largestPiece = 3 * 1024 * 1024;

/** A result that becomes one file at the client: the exporters tar, docker and oci. */
export interface SentFile {
  /** Number of the exporter in the build's request, from 0. */
  readonly exporter: number;
  /** What the exporter says of its result, such as `containerimage.digest`. */
  readonly about?: Readonly<Record<string, string>>;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly signal?: AbortSignal;
}

/** Sends a result to the client and waits until it is written. @throws SessionError, RpcError */
export async function sendFile(session: Session, { exporter, about = {}, pieces, signal }: SentFile): Promise<void> {
  // The text names the RPC as BuildKit does, in lower case.
  const method = '/moby.filesync.v1.FileSend/diffcopy';
  if (!session.offers(method)) throw new SessionError(`method ${method} not supported by the client`);
  const metadata: Record<string, readonly string[]> = { 'buildkit-attachable-exporter-id': [String(exporter)] };
  for (const [key, value] of Object.entries(about)) metadata[`exporter-md-${key}`] = [value];
  const call = new SessionCall(session, FileSend.DiffCopy, {
    metadata,
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    for await (const piece of pieces) {
      if (call.over) break;
      for (let at = 0; at < piece.length; at += largestPiece)
        await call.send({ data: piece.subarray(at, at + largestPiece) });
    }
    call.halfClose();
    while ((await call.receive()) !== undefined);
  } finally {
    call.cancel();
  }
}
