import { behaves } from './behaviour.js';
import type { Revision } from './revision.js';

/** What the errors say of a session that is not named, or not known (docs/real-controller.md §3.4). */
export interface SessionWording {
  readonly build: { readonly empty: string; unknown(session: string): string };
  readonly status: { readonly empty: string };
  readonly input: { readonly empty: string };
  readonly invoke: { readonly empty: string; unknown(session: string): string };
  /** Of ListProcesses and DisconnectProcess; takes the session as Go quotes it. */
  readonly processes: { unknown(quoted: string): string };
  readonly disconnect: { readonly empty: string };
  readonly inspect: { readonly empty: string; unknown(session: string): string };
}

/** How servers of a revision word that. */
export function sessionWording(revision: Revision): SessionWording {
  return behaves(revision, 'sessionsAreToldByTheirId') ? byId : byRef;
}

const byRef = worded('key', 'ref');
const byId = worded('session ID', 'session ID');

function worded(key: string, ref: string): SessionWording {
  return {
    build: { empty: `build: empty ${key}`, unknown: (session) => `build: unknown ${key} ${session}` },
    status: { empty: `status: empty ${key}` },
    input: { empty: `input: no ${ref} is provided` },
    invoke: { empty: `no ${ref} is provided`, unknown: (session) => `invoke: unknown ${key} ${session}` },
    processes: { unknown: (quoted) => `unknown ${ref} ${quoted}` },
    disconnect: { empty: `disconnect: empty ${key}` },
    // This one was forgotten when the others were changed.
    inspect: { empty: `inspect: empty ${key}`, unknown: (session) => `inspect: unknown key ${session}` },
  };
}
