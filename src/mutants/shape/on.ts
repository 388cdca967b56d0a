import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { TypedCall } from '../../fake-controller/handlers/typed-call.js';
import type { MethodName } from '../../protocol/methods.js';

/** What stands around the handler of one RPC. */
export type Stand<M extends MethodName> = (
  context: Context,
  call: TypedCall<M>,
  next: (call: TypedCall<M>) => Promise<void>,
) => Promise<void>;

/** Stands around the handler of one RPC, and lets all others alone. */
export function on<M extends MethodName>(method: M, stand: Stand<M>): Middleware {
  return (context, call, next) => {
    const name: MethodName = call.method;
    if (name !== method) return next(call);
    return (stand as unknown as Stand<typeof call.method>)(context, call, next);
  };
}
