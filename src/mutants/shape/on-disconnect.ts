import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { Session } from '../../fake-controller/sessions/session.js';
import { on } from './on.js';
import { through } from './through.js';

/** Stands around Disconnect of a session that is there. */
export function onDisconnect(
  stand: (context: Context, session: Session, disconnect: () => Promise<void>) => Promise<void>,
): Middleware {
  return on('Disconnect', async (context, call, next) => {
    const request = await call.receive();
    const session = context.sessions.get(request?.ref ?? '');
    const disconnect = (): Promise<void> => next(through(call, { receive: async () => request }));
    await (session === undefined ? disconnect() : stand(context, session, disconnect));
  });
}
