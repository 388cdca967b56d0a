import type { RpcStatus } from '../../client/rpc-status.js';
import { ProtocolError } from '../../protocol/protocol-error.js';
import type { Revision } from '../../protocol/revision.js';
import { serviceOf } from '../../protocol/service.js';
import { deepEqual } from '../engine/values/deep-equal.js';
import type { WrittenStatus } from '../../journal/written-entry.js';
import { detailBytes } from '../../protocol/written-detail.js';

/** Whether two responses say the same. Times in Status are not compared, because they are others in every run. */
export function sameMessage(method: string, revision: Revision, a: Uint8Array, b: Uint8Array): boolean {
  if (Buffer.compare(a, b) === 0) return true;
  const codec = Object.values(serviceOf(revision)).find(({ name }) => name === method)?.response;
  if (codec === undefined) return false;
  try {
    return deepEqual(timeless(codec.decode(a)), timeless(codec.decode(b)));
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}

export function sameStatus(a: RpcStatus, b: WrittenStatus): boolean {
  const { details = [] } = b;
  return (
    a.code === b.code &&
    a.message === b.message &&
    a.details.length === details.length &&
    a.details.every(({ typeUrl, value }, at) => {
      const other = details[at];
      return typeUrl === other?.typeUrl && deepEqual(value, detailBytes(other));
    })
  );
}

/** Replaces times: whether there is one matters, and whether one was ever set. */
function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if ('seconds' in value && 'nanos' in value)
    return typeof value.seconds === 'bigint' && value.seconds < 0n ? 'never' : 'a time';
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, timeless(item)]));
}
