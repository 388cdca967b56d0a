import { show } from '../../words/show.js';

/**
 * The target did something else than the requirement says; `code` is `'VIOLATION'`.
 *
 * @example throw new Violation('the reply of List', 'no sessions', 'r1');
 * @since 0.1.0
 */
export class Violation extends Error {
  /** Always `'VIOLATION'`, to tell it from other errors. */
  readonly code = 'VIOLATION';
  /** What was looked at, in words. */
  readonly what: string;
  /** What should have been seen, as text. */
  readonly expected: string;
  /** What was seen, as text. */
  readonly seen: string;

  constructor(what: string, expected: string, seen: string) {
    super(`${what}: expected ${expected}, seen ${seen}`);
    this.name = 'Violation';
    this.what = what;
    this.expected = expected;
    this.seen = seen;
  }

  /** A violation that shows two values. */
  static ofValues(what: string, expected: unknown, seen: unknown): Violation {
    return new Violation(what, show(expected), show(seen));
  }
}
