import type { Duration } from '../../time/duration.js';
import type { Bytes } from './bytes.js';
import type { FatalSignal } from './fatal-signals.js';
import type { ListMatch, TextMatch } from './match.js';

/**
 * Which processes a script plays. All that is given must match.
 *
 * @since 0.1.0
 */
export interface ProgramMatch {
  /** The arguments after the program's own name. */
  readonly args?: ListMatch<TextMatch>;
  /** The `entrypoint` that the client asked for. */
  readonly entrypoint?: ListMatch<TextMatch>;
  /** The `cmd` that the client asked for. */
  readonly cmd?: ListMatch<TextMatch>;
  /** The variables that the client asked for, as `NAME=VALUE`. */
  readonly env?: ListMatch<TextMatch>;
  /** Whether the client asked for a terminal. */
  readonly tty?: boolean;
  /** The user that the client asked for. */
  readonly user?: TextMatch;
  /** The working directory that the client asked for. */
  readonly cwd?: TextMatch;
}

/**
 * A program that exists in the containers of builds.
 *
 * @since 0.1.0
 */
export interface ProgramScript {
  /** The path it is started by; a name without a slash stands for every path that ends in it. */
  readonly program: TextMatch;
  /** The processes that the script plays. Default: every process of the program. */
  readonly when?: ProgramMatch;
  /** The script is used up by its first process. Default false. */
  readonly once?: boolean;
  /** What the program does from its start on. Default: nothing. */
  readonly steps?: readonly ProgramStep[];
  /** What the program does beside `steps`, for one that reads and writes at once; it is done when all three are. */
  readonly stdin?: readonly ProgramStep[];
  /** What the program does beside `steps` and `stdin`. */
  readonly stdout?: readonly ProgramStep[];
  /**
   * What the program does when something comes, once `steps` are done; it then runs until a step ends it, or until its
   * stdin ends.
   */
  readonly reactions?: readonly Reaction[];
  /** Written at the start and after every line of stdin, whether a reaction took it or not. */
  readonly prompt?: string;
  /** The program fails to start, with this text. */
  readonly failsToStart?: string;
  /** The program fails to start as a command does that is not there. */
  readonly notFound?: true;
}

/**
 * One step of a program. Exactly one key.
 *
 * @since 0.1.0
 */
export type ProgramStep =
  /**
   * Writes to stdout, or to `fd` 2. In a reaction, `$1`, `$2` … stand for the groups of its pattern, `$0` for all that
   * it matched, `$$` for a dollar sign.
   */
  | { readonly send: Bytes; readonly fd?: 1 | 2 }
  /** Does nothing for so long. */
  | { readonly wait: Duration }
  /**
   * Waits for this text to come next on stdin, or for a match of this pattern anywhere, and takes all up to its end.
   * When that cannot come any more, the process's Invoke ends FAILED_PRECONDITION and shows the difference.
   */
  | { readonly expect: StdinMatch }
  /** Waits until so many streams have been attached to the process in all. What it writes while none is, is lost. */
  | { readonly attached: number }
  /** Ends with this code: 0 to 255, or a group of the reaction's pattern such as `'$1'`. */
  | { readonly exit: number | string }
  /** Comes to the barrier of this name, and is held there until the barrier is released. */
  | { readonly barrier: string }
  /** Releases the barrier of this name. */
  | { readonly release: string }
  /** With `true` does nothing more, for ever. With `'stdin'` reads no more, which holds the client back, and goes on. */
  | { readonly stall: true | 'stdin' }
  /** Closes its stdin: what comes is lost, and the client is not held back. */
  | { readonly close: 'stdin' }
  /** Crashes: it ends as a program that this signal ends, with exit code 128 plus the signal's number. */
  | { readonly fail: FatalSignal };

/**
 * A text or bytes, or a pattern that matches in stdin; it must ask for at least a character.
 *
 * @since 0.1.0
 */
export type StdinMatch = string | { readonly base64: string } | { readonly pattern: string; readonly flags?: string };

/**
 * What a program does each time something comes.
 *
 * @since 0.1.0
 */
export interface Reaction {
  /**
   * Text on stdin, the end of stdin (seen only when the quirk `stdin-eof-lost` is off), a signal such as `SIGINT`, or a
   * new size of the terminal (both seen only when the quirk `ignores-signals` is off). Of a size, `$1` are the rows and
   * `$2` the columns.
   */
  readonly on: StdinMatch | { readonly eof: true } | { readonly signal: string } | { readonly resize: true };
  /** The steps that it takes then. */
  readonly do: readonly ProgramStep[];
}
