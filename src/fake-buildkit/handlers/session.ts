import type { Life } from '../life.js';
import type { BuildKitCall } from './buildkit-call.js';

type SessionCall = BuildKitCall<'Control.Session'>;

/** How HTTP/2 begins: the client's preface, and a SETTINGS frame with nothing in it. */
const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/**
 * Serves Control.Session, in which BuildKit is the client of its client. The connection is opened, because a client
 * gives up that hears nothing for ten seconds, and nothing is called in it.
 */
export async function session(_life: Life, call: SessionCall): Promise<void> {
  await call.send({ data: preface });
  while ((await call.receive()) !== undefined);
}
