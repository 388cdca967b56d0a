import type { Duration } from '../../time/duration.js';
import type { Bytes } from './bytes.js';
import type { FatalSignal } from './fatal-signals.js';
import type { ListMatch, TextMatch } from './match.js';

/** Which processes a script plays. All that is given must match. */
export interface ProgramMatch {
  /** The arguments after the program's own name. */
  readonly args?: ListMatch<TextMatch>;
  readonly entrypoint?: ListMatch<TextMatch>;
  readonly cmd?: ListMatch<TextMatch>;
  readonly env?: ListMatch<TextMatch>;
  readonly tty?: boolean;
  readonly user?: TextMatch;
  readonly cwd?: TextMatch;
}

/** A program that exists in the containers of builds. */
export interface ProgramScript {
  /** The path it is started by; a name without a slash stands for every path that ends in it. */
  readonly program: TextMatch;
  readonly when?: ProgramMatch;
  /** Used up by its first process. */
  readonly once?: boolean;
  /** What it does from its start on. */
  readonly steps?: readonly ProgramStep[];
  /** What it does beside `steps`, for one that reads and writes at once; it is done when all three are. */
  readonly stdin?: readonly ProgramStep[];
  /** As `stdin`. */
  readonly stdout?: readonly ProgramStep[];
  /** What it does when something comes, after `steps`. */
  readonly reactions?: readonly Reaction[];
  /** Written at the start and after every line of stdin, whether a reaction took it or not. */
  readonly prompt?: string;
  /** It fails to start, with this text. */
  readonly failsToStart?: string;
  /** It is not there: it fails to start as a command that does not exist. */
  readonly notFound?: true;
}

/** One step of a program. Exactly one key. */
export type ProgramStep =
  /**
   * Writes to stdout, or to `fd` 2. In a reaction, `$1`, `$2` … stand for the groups of its pattern, `$0` for all that
   * it matched, `$$` for a dollar sign.
   */
  | { readonly send: Bytes; readonly fd?: 1 | 2 }
  | { readonly wait: Duration }
  /**
   * Waits for this text to come next on stdin, or for a match of this pattern anywhere, and takes all up to its end.
   * When that cannot come any more, its Invoke ends FAILED_PRECONDITION with the difference.
   */
  | { readonly expect: StdinMatch }
  /** Waits until so many streams have been attached to it in all: what it writes while none is, nobody sees. */
  | { readonly attached: number }
  /** 0 to 255, or a group of the reaction's pattern such as `'$1'`. */
  | { readonly exit: number | string }
  /** Comes to the barrier of this name, and is held there until that is released. */
  | { readonly barrier: string }
  /** Releases the barrier of this name. */
  | { readonly release: string }
  /** `true`: does nothing more, for ever. `'stdin'`: reads no more, so that the client is held back, and goes on. */
  | { readonly stall: true | 'stdin' }
  /** Closes its stdin: what comes is lost, and holds nobody back. */
  | { readonly close: 'stdin' }
  /** Crashes: it ends as the signal of this name ends a program, with 128 and its number. */
  | { readonly fail: FatalSignal };

/** A text or bytes, or a pattern that matches in stdin; it must ask for at least a character. */
export type StdinMatch = string | { readonly base64: string } | { readonly pattern: string; readonly flags?: string };

/**
 * `on` stdin, its end (seen only when the quirk `stdin-eof-lost` is off), a signal or a new size of the terminal (quirk
 * `ignores-signals` off). Of a size, `$1` are its rows and `$2` its columns.
 */
export interface Reaction {
  readonly on: StdinMatch | { readonly eof: true } | { readonly signal: string } | { readonly resize: true };
  readonly do: readonly ProgramStep[];
}
