import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { TypedCall } from '../../fake-controller/handlers/typed-call.js';
import { on } from './on.js';
import { through } from './through.js';

/** Stands around Status, and knows of which session it is. */
export function onStatus(
  stand: (
    context: Context,
    ref: string,
    call: TypedCall<'Status'>,
    next: (call: TypedCall<'Status'>) => Promise<void>,
  ) => Promise<void>,
): Middleware {
  return on('Status', async (context, call, next) => {
    const request = await call.receive();
    if (request === undefined) return next(through(call, { receive: async () => undefined }));
    await stand(context, request.ref, through(call, { receive: async () => request }), next);
  });
}
