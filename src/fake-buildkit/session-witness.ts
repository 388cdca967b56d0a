import type { UnnumberedEntry } from '../journal/recorded-entry.js';
import type { BuildKitMethodName } from '../protocol/buildkit/service.js';
import type { CallWitness, Happening } from '../session-tunnel/witness.js';
import type { Life } from './life.js';

/** Puts a call in a client's session into the journal: a request is what the fake sends, a response what the client says. */
export function witnessOf(life: Life, session: string, rpc: BuildKitMethodName): CallWitness {
  const call = life.nextCall();
  return (happening) => {
    if (!life.alive) return;
    life.journal.record({ kind: happening.kind, rpc, call, ref: session, what: whatIn(happening) } as UnnumberedEntry);
  };
}

function whatIn(happening: Happening): unknown {
  switch (happening.kind) {
    case 'request':
    case 'response':
      return happening.message;
    case 'status': {
      const { code, message, details } = happening.status;
      return { code, message, ...(details.length > 0 && { details }) };
    }
    case 'note':
      return happening.text;
    case 'open':
    case 'half-close':
    case 'cancel':
      return undefined;
    default:
      return happening satisfies never;
  }
}
