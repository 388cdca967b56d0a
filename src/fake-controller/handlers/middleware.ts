import type { MethodName } from '../../protocol/methods.js';
import type { Context } from '../context.js';
import type { TypedCall } from './typed-call.js';

/** Stands around every handler, and may change what the handler hears and says, and how the call ends. */
export type Middleware = <M extends MethodName>(
  context: Context,
  call: TypedCall<M>,
  next: (call: TypedCall<M>) => Promise<void>,
) => Promise<void>;

/** The middleware that changes nothing. */
export const transparent: Middleware = (_context, call, next) => next(call);
