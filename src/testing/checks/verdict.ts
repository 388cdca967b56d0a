import { AssertionError } from 'node:assert';

/** What a check has found. */
export interface Verdict {
  readonly holds: boolean;
  /** What is said where it should have held. */
  readonly failure: () => string;
  /** What is said where it should not have held. */
  readonly refusal: () => string;
}

/** Turns a verdict into an error unless it holds. @throws AssertionError */
export function assertVerdict(
  { holds, failure }: Verdict,
  operator: string,
  from: (...args: never[]) => unknown,
): void {
  if (!holds) throw new AssertionError({ message: failure(), operator, stackStartFn: from });
}
