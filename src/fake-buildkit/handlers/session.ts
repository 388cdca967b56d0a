import type { Metadata } from '../../client/connection.js';
import { Session } from '../../session-tunnel/session.js';
import type { Life } from '../life.js';
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
  const opened = new Session(metadata, pipe, life.clock);
  call.about(opened.id);
  life.sessions.add(opened);
  await new Promise<void>((resolve) => {
    opened.done.onCancel(resolve);
    call.onCancel(() => void opened.close());
  });
}
