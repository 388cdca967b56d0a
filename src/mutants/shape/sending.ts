import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { Init } from '../../protocol/messages.js';
import type { MethodName, ResponseOf } from '../../protocol/methods.js';
import { on } from './on.js';
import { through } from './through.js';

/** Sends other messages in place of each: none loses it, two double it. `nth` counts the messages of a call from 0. */
export function sending<M extends MethodName>(
  method: M,
  change: (message: Init<ResponseOf<M>>, nth: number, context: Context) => readonly Init<ResponseOf<M>>[],
): Middleware {
  return on(method, (context, call, next) => {
    let nth = 0;
    const send = async (message: Init<ResponseOf<M>>): Promise<boolean> => {
      let taken = true;
      for (const other of change(message, nth++, context)) taken = await call.send(other);
      return taken;
    };
    return next(through(call, { send }));
  });
}
