import { relative } from 'node:path';

/** The test that is running, as a runner tells of it. */
export interface RunningTest {
  /** Its name, with those of the suites around it. */
  readonly name: string;
  /** Its file, where the runner tells it. */
  readonly file: string | undefined;
  /** The command that runs it alone. */
  readonly again: string;
}

/** A path as people write it in a command. */
export function fromHere(file: string | undefined): string | undefined {
  return file === undefined ? undefined : relative(process.cwd(), file.replace(/^file:\/\//, ''));
}

/** An expression that matches this text and nothing else, for options that take one. */
export function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
