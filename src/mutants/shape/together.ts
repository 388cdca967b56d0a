import type { Middleware } from '../../fake-controller/handlers/middleware.js';

/** Makes one deviation of several; the first stands outermost. */
export function together(...all: readonly Middleware[]): Middleware {
  return all.reduceRight<Middleware>(
    (inner, outer) => (context, call, next) => outer(context, call, (through) => inner(context, through, next)),
    (_context, call, next) => next(call),
  );
}
