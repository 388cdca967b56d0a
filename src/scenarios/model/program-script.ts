import type { Duration } from '../../time/duration.js';
import type { ListMatch, TextMatch } from './match.js';
import type { Bytes } from './vertex-script.js';

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
  /** What it does when something comes, after `steps`. */
  readonly reactions?: readonly Reaction[];
  /** Written at the start and after every line of stdin, whether a reaction took it or not. */
  readonly prompt?: string;
  /** It fails to start, with this text. */
  readonly failsToStart?: string;
}

/** One step of a program. Exactly one key. */
export type ProgramStep =
  /**
   * Writes to stdout, or to `fd` 2. In a reaction, `$1`, `$2` … stand for the groups of its pattern, `$0` for all that
   * it matched, `$$` for a dollar sign.
   */
  | { readonly send: Bytes; readonly fd?: 1 | 2 }
  | { readonly wait: Duration }
  /** Waits until stdin holds this text or a match of this pattern, and takes all up to its end. */
  | { readonly expect: StdinMatch }
  /** 0 to 255, or a group of the reaction's pattern such as `'$1'`. */
  | { readonly exit: number | string }
  /** Does nothing more, for ever. */
  | { readonly stall: true };

/** A text that stdin holds, or a pattern that matches in it; it must ask for at least a character. */
export type StdinMatch = string | { readonly pattern: string; readonly flags?: string };

/** `on` stdin, the end of stdin (seen only when the quirk `stdin-eof-lost` is off) or a signal (quirk `ignores-signals` off). */
export interface Reaction {
  readonly on: StdinMatch | { readonly eof: true } | { readonly signal: string };
  readonly do: readonly ProgramStep[];
}
