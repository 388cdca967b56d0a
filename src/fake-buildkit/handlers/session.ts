import type { Metadata } from '../../client/connection.js';
import { Session } from '../../session-tunnel/session.js';
import type { Life } from '../life.js';
import { witnessOf } from '../session-witness.js';
import type { BuildKitCall } from './buildkit-call.js';

type SessionCall = BuildKitCall<'Control.Session'>;

/**
 * Serves Control.Session, in which BuildKit is the client of its client, until either has had enough. Other sessions
 * may have the same ID: the last one counts.
 */
export async function session(life: Life, call: SessionCall, metadata: Metadata): Promise<void> {
  const pipe = {
    receive: async () => (await call.receive())?.data,
    send: (data: Uint8Array) => call.send({ data }),
  };
  const note = (text: string): void => life.journal.note(text, opened.id);
  const opened: Session = new Session(metadata, pipe, life.clock, (rpc) => witnessOf(life, opened.id, rpc), note);
  call.about(opened.id);
  life.sessions.add(opened);
  await new Promise<void>((resolve) => {
    opened.done.onCancel(resolve);
    call.onCancel(() => void opened.close());
  });
}
