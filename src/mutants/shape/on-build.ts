import type { Context } from '../../fake-controller/context.js';
import type { BuildRequest } from '../../protocol/messages.js';
import { on, type Stand } from './on.js';
import { through } from './through.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';

/** Stands around Build, and knows its request. */
export function onBuild(
  stand: (context: Context, request: BuildRequest, build: () => Promise<void>) => Promise<void>,
): Middleware {
  const aware: Stand<'Build'> = async (context, call, next) => {
    const request = await call.receive();
    if (request === undefined) return next(through(call, { receive: async () => undefined }));
    await stand(context, request, () => next(through(call, { receive: async () => request })));
  };
  return on('Build', aware);
}
