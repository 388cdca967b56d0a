/**
 * Thrown to end something in the ordinary course of things. It is no defect, so nobody wants its stack, which would be
 * most of what it costs.
 */
export class ExpectedEnd extends Error {
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    // `Error` may be frozen; then the stack is made after all.
    Reflect.set(Error, 'stackTraceLimit', 0);
    super(message);
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  }
}
