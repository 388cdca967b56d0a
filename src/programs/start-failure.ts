import { goQuote } from '../words/go-quote.js';

/** The server refuses a process before the runtime sees it; the message is how its stream ends. */
export class StartRefusal extends Error {
  /** The texts that the server may answer with, the usual one first. */
  readonly wordings: readonly [string, ...string[]];
  constructor(message: string, ...rarely: readonly string[]) {
    super(message);
    this.name = 'StartRefusal';
    this.wordings = [message, ...rarely];
  }
}

/** A program does not start; the message is the runtime's. */
export class StartFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartFailure';
  }
}

/** The runtime's words for a program that is not there. */
export function noSuchProgram(path: string): StartFailure {
  return new StartFailure(
    `unable to start container process: exec: ${goQuote(path)}: stat ${path}: no such file or directory`,
  );
}
