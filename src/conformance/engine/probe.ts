/** Finds out, before anything is checked, whether a subject has something that requirements need. */
export interface Probe<T> {
  /** The capability that is looked at, such as `builds.takesLong`. */
  readonly capability: string;
  /** What it must do, in words that complete "it must be one that …". */
  readonly must: string;
  /** Whether everything that needs another probed thing needs it, too. Default false. */
  readonly isBase?: boolean;
  /**
   * Resolves when it does.
   * @throws Violation when it does something else
   */
  run(trial: T): Promise<void>;
}

/**
 * Something of a target that does not do what it must, so that what needs it is not checked.
 *
 * @since 0.1.0
 */
export interface Misfit {
  /** Its name, as in {@link Requirement.needs}: `builds.takesLong`. */
  readonly capability: string;
  /** What it must do, in words that complete "it must be one that …". */
  readonly must: string;
  /** What was looked at, in words. */
  readonly what: string;
  /** What should have been seen, as text. */
  readonly expected: string;
  /** What was seen, as text. */
  readonly seen: string;
}

/** Why a requirement that needs it is not checked. */
export function misfitReason({ capability, what, expected, seen }: Misfit): string {
  return `${capability} does not do what it must: ${what}: expected ${expected}, seen ${seen}`;
}
