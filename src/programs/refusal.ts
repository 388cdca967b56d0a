import { goQuote } from '../words/go-quote.js';

/** A process that the server refuses before the runtime sees it; the message is the end of its stream. */
export class Refusal extends Error {
  /** The usual one first. */
  readonly wordings: readonly [string, ...string[]];
  constructor(message: string, ...rarely: readonly string[]) {
    super(message);
    this.name = 'Refusal';
    this.wordings = [message, ...rarely];
  }
}

/** A program that does not start; the message is the runtime's. */
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
