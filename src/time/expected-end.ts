/** What is thrown in the course of things, to end something; no defect, so nobody wants its stack, which would cost more than all else of it. */
export class ExpectedEnd extends Error {
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    // It may be frozen; then there is a stack.
    Reflect.set(Error, 'stackTraceLimit', 0);
    super(message);
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  }
}
