import { show } from './values/show.js';

/** The target did something else than the requirement says. */
export class Violation extends Error {
  readonly code = 'VIOLATION';
  /** What was looked at. */
  readonly what: string;
  readonly expected: string;
  readonly seen: string;

  constructor(what: string, expected: string, seen: string) {
    super(`${what}: expected ${expected}, seen ${seen}`);
    this.name = 'Violation';
    this.what = what;
    this.expected = expected;
    this.seen = seen;
  }

  static ofValues(what: string, expected: unknown, seen: unknown): Violation {
    return new Violation(what, show(expected), show(seen));
  }
}
