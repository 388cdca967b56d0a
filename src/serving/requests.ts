import type { Journal } from '../journal/journal.js';
import { ArgumentError } from '../options/argument-error.js';
import { didYouMean } from '../words/nearest.js';
import { NoRequestError } from './no-request-error.js';
import type { RpcName } from './rpc-call.js';

/** The requests of an RPC that are in the journal, oldest first. @throws ArgumentError for a name that is not served */
export function requestsIn(journal: Journal, rpc: RpcName, served: readonly RpcName[]): readonly unknown[] {
  if (!served.includes(rpc)) {
    throw new ArgumentError(
      'fake.requests',
      `there is no RPC ${JSON.stringify(rpc)}${typeof rpc === 'string' ? meant(rpc, served) : ''}`,
    );
  }
  return journal.filter({ kind: 'request', rpc }).map(({ message }) => message);
}

/** The last of them. @throws NoRequestError when none came; ArgumentError as {@link requestsIn} */
export function lastRequestIn(journal: Journal, rpc: RpcName, served: readonly RpcName[]): unknown {
  const requests = requestsIn(journal, rpc, served);
  if (requests.length > 0) return requests.at(-1);
  throw new NoRequestError(rpc, [...new Set(journal.filter({ kind: 'request' }).flatMap((entry) => entry.rpc ?? []))]);
}

/** The RPCs that a name without its service stands for, since BuildKit has several services; otherwise the nearest name. */
function meant(rpc: string, served: readonly RpcName[]): string {
  const ofServices = served.filter((name) => name.endsWith(`.${rpc}`));
  return ofServices.length > 0 ? ` (did you mean ${ofServices.join(' or ')}?)` : didYouMean(rpc, served);
}
