import type { Examination } from './examination.js';
import type { Counterexample } from '../report.js';

/**
 * A failure that is known and explained.
 *
 * @since 0.1.0
 */
export interface KnownFailure {
  /** The requirement's ID. */
  readonly id: string;
  /**
   * What the failure's text (`WHAT: expected EXPECTED, seen SEEN`) contains, or `/REGULAR EXPRESSION/FLAGS` that it
   * matches.
   */
  readonly signature: string;
  /** Why it fails, in words. */
  readonly reason: string;
  /** Address of the place where it is discussed. Default: none. */
  readonly link?: string;
  /** Whether it fails only sometimes: a run in which it passes is then not `stale`. Default false. */
  readonly intermittent?: boolean;
}

/** The text that signatures are held against. */
export function failureText({ what, expected, seen }: Pick<Counterexample, 'what' | 'expected' | 'seen'>): string {
  return `${what}: expected ${expected}, seen ${seen}`;
}

/**
 * Reads a signature.
 * @throws SyntaxError for a bad regular expression.
 */
export function signaturePattern(signature: string): RegExp | string {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/su.exec(signature) ?? [];
  return source === undefined ? signature : new RegExp(source, flags);
}

/** Whether an examination ended as a known failure says; undefined when it did not fail. */
export function matches(known: KnownFailure, { finding }: Examination): boolean | undefined {
  if (finding.kind !== 'violated') return undefined;
  const pattern = signaturePattern(known.signature);
  const text = failureText(finding.counterexample);
  return typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);
}
