import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { RpcFailure } from '../../playback/rpc-failure.js';
import type { MethodName, RequestOf } from '../../protocol/methods.js';
import { on } from './on.js';
import { through } from './through.js';

/** Hears another message in place of each; undefined loses it. What `change` throws ends the call. */
export function receiving<M extends MethodName>(
  method: M,
  change: (message: RequestOf<M>, nth: number, context: Context) => RequestOf<M> | undefined,
): Middleware {
  return on(method, (context, call, next) => {
    let nth = 0;
    const receive = async (): Promise<RequestOf<M> | undefined> => {
      for (let message = await call.receive(); message !== undefined; message = await call.receive()) {
        const heard = change(message, nth++, context);
        if (heard !== undefined) return heard;
      }
      return undefined;
    };
    return next(through(call, { receive }));
  });
}

/** Ends a call with an error because of its first message. */
export function refusing<M extends MethodName>(
  method: M,
  failure: (first: RequestOf<M>, context: Context) => RpcFailure | undefined,
): Middleware {
  return receiving(method, (message, nth, context) => {
    const refused = nth === 0 ? failure(message, context) : undefined;
    if (refused !== undefined) throw refused;
    return message;
  });
}
