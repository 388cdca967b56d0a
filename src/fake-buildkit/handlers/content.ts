import type { content } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Blob } from '../../image/blob.js';
import type { Life } from '../life.js';
import { type BuildKitCall, requestOf } from './buildkit-call.js';

/** The largest piece in bytes, as containerd sends it. */
const pieceSize = 1024 * 1024;

/** Serves Content.Info: the size of a blob of the last builds. */
export function contentInfo(life: Life, { digest }: content.InfoRequest): Init<content.InfoResponse> {
  const { bytes } = blobOf(life, digest);
  return { info: { digest, size: BigInt(bytes.length) } };
}

/** Serves Content.Read: a blob, or a part of it. */
export async function readContent(life: Life, call: BuildKitCall<'Content.Read'>): Promise<void> {
  const { digest, offset, size } = await requestOf(call);
  const { bytes } = blobOf(life, digest);
  const length = BigInt(bytes.length);
  if (offset < 0n || offset > length)
    throw new RpcFailure(`read past object length ${length} bytes: out of range`, 'OUT_OF_RANGE');
  const end = size <= 0n || offset + size > length ? length : offset + size;
  for (let at = Number(offset); at < Number(end); at += pieceSize) {
    const data = bytes.subarray(at, Math.min(at + pieceSize, Number(end)));
    if (!(await call.send({ offset: BigInt(at), data }))) return;
  }
}

function blobOf({ content }: Life, digest: string): Blob {
  const blob = content.get(digest);
  if (blob === undefined) throw new RpcFailure(`content ${digest}: not found`, 'NOT_FOUND');
  return blob;
}
