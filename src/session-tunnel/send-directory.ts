import type { fsutil } from '../protocol/buildkit/messages.js';
import { FileSend, FileSync } from '../protocol/buildkit/service.js';
import type { Init } from '../protocol/messages.js';
import { SessionCall } from './session-call.js';
import { SessionError } from './session-error.js';
import type { Session } from './session.js';

/** FileSend.DiffCopy as the exporter `local` speaks it: in packets instead of bytes. */
const sendPackets = { ...FileSync.DiffCopy, name: FileSend.DiffCopy.name, path: FileSend.DiffCopy.path };

/** Go's `fs.ModeDir`. */
const directory = 2 ** 31;

/** The largest piece of a file in bytes, fsutil's own. */
const pieceSize = 32 * 1024;

/** A file or directory that is sent. */
export interface SentEntry {
  /** Relative to the tree, with `/`. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  /** The content; absent for a directory. */
  readonly data?: Uint8Array;
}

/** A result that becomes a directory at the client. */
export interface SentDirectory {
  /** Number of the exporter in the build's request, from 0. */
  readonly exporter: number;
  /** In the order of fsutil: each after its directory. */
  readonly entries: readonly SentEntry[];
  /** The time of all files, in seconds since the Unix epoch. */
  readonly modified: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends files to the client, the content of those that it asks for, and waits until it has all that it wants.
 * @returns the bytes of content that were sent
 * @throws SessionError, RpcError
 */
export async function sendDirectory(session: Session, sent: SentDirectory): Promise<number> {
  // The text names the RPC as BuildKit does, in lower case.
  const method = '/moby.filesync.v1.FileSend/diffcopy';
  if (!session.offers(method)) throw new SessionError(`method ${method} not supported by the client`);
  const call = new SessionCall(session, sendPackets, {
    metadata: { 'buildkit-attachable-exporter-id': [String(sent.exporter)] },
    ...(sent.signal === undefined ? {} : { signal: sent.signal }),
  });
  try {
    // At the same time, because a client may ask for the first files before it has read of the last ones.
    const [, bytes] = await Promise.all([tell(call, sent), answer(call, sent)]);
    call.halfClose();
    while ((await call.receive()) !== undefined);
    return bytes;
  } finally {
    call.cancel();
  }
}

type PacketCall = SessionCall<fsutil.Packet, fsutil.Packet>;

async function tell(call: PacketCall, { entries, modified }: SentDirectory): Promise<void> {
  const modTime = BigInt(modified) * 1_000_000_000n;
  for (const { path, mode, data } of entries) {
    if (call.over) return;
    const stat: Init<fsutil.Stat> =
      data === undefined
        ? { path, mode: directory + mode, modTime }
        : { path, mode, modTime, size: BigInt(data.length) };
    await call.send({ type: 'PACKET_STAT', stat });
  }
  await call.send({ type: 'PACKET_STAT' });
}

async function answer(call: PacketCall, { entries }: SentDirectory): Promise<number> {
  const asked = new Set<number>();
  let bytes = 0;
  for (;;) {
    const packet = await call.receive();
    if (packet === undefined) throw new SessionError('EOF');
    const { type, id } = packet;
    if (type === 'PACKET_ERR')
      throw new SessionError(`error from receiver: ${Buffer.from(packet.data).toString('utf8')}`);
    if (type === 'PACKET_FIN') {
      await call.send({ type: 'PACKET_FIN' });
      return bytes;
    }
    if (type !== 'PACKET_REQ') continue;
    const data = entries[id]?.data;
    if (data === undefined || asked.has(id)) throw new SessionError(`invalid file id ${id}`);
    asked.add(id);
    for (let at = 0; at < data.length; at += pieceSize)
      await call.send({ type: 'PACKET_DATA', id, data: data.subarray(at, at + pieceSize) });
    await call.send({ type: 'PACKET_DATA', id });
    bytes += data.length;
  }
}
