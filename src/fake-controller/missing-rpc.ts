import type { MethodName } from '../protocol/methods.js';
import { type Revision, revisions } from '../protocol/revision.js';
import { hasMethod } from '../protocol/service.js';
import type { Server } from './server.js';

const told = new Set<string>();

/**
 * Says in the journal that an RPC was called which other revisions have, and with `warns` on stderr, too: to the client
 * it is as unknown as any.
 */
export function tellMissing(
  { revision, journal }: Pick<Server, 'revision' | 'journal'>,
  rpc: MethodName,
  warns: boolean,
) {
  const text = missingRpc(revision, rpc);
  journal.note(text);
  if (!warns || told.has(text)) return;
  told.add(text);
  process.emitWarning(text, { type: 'BuildxTestkitWarning', code: 'NO_SUCH_RPC' });
}

function missingRpc(revision: Revision, rpc: MethodName): string {
  const first = revisions.find((other) => hasMethod(other, rpc)) ?? '';
  return `${rpc} was called, which servers have from revision ${first} on, and the fake speaks ${revision}: to test a client with it, start the fake with revision: '${first}' or a later one`;
}
