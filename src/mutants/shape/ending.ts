import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { MethodName } from '../../protocol/methods.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import { on } from './on.js';

/** Ends a failing call with what `change` gives; undefined stands for OK. */
export function ending(
  method: MethodName,
  change: (failure: RpcFailure, context: Context) => RpcFailure | undefined,
): Middleware {
  return on(method, async (context, call, next) => {
    try {
      await next(call);
    } catch (error) {
      if (!(error instanceof RpcFailure)) throw error;
      const other = change(error, context);
      if (other !== undefined) throw other;
    }
  });
}

/** Ends a failing call with another code, if its message is one of these. */
export function recoding(method: MethodName, code: StatusCodeName, which = /^/): Middleware {
  return ending(method, (failure) =>
    which.test(failure.message) ? new RpcFailure(failure.message, code, failure.details) : failure,
  );
}

/** Ends a failing call with another message. */
export function rewording(method: MethodName, from: RegExp | string, to: string): Middleware {
  return ending(method, ({ message, code, details }) => new RpcFailure(message.replace(from, to), code, details));
}

/** Ends a call OK, if it fails with one of these messages. */
export function excusing(method: MethodName, which: RegExp): Middleware {
  return ending(method, (failure) => (which.test(failure.message) ? undefined : failure));
}
