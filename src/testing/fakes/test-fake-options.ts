import { checkOptions } from '../../options/check.js';
import { flag, oneOfOr, type OptionRules, text } from '../../options/rules.js';

/**
 * What is held of a fake after a test, and what is written of it when the test fails.
 *
 * @since 0.1.0
 */
export interface TestFakeOptions {
  /**
   * Fails a test that would pass where it leaves something behind in the fake, as `assertQuiescent` says: an open call, an
   * unread message, a script that was not used. With `'sessions'`, a session or a process, too. Default true.
   */
  readonly quiescent?: boolean | 'sessions';
  /** Fails a test that would pass where a request came that no script knew. Default true. */
  readonly noUnknownRequests?: boolean;
  /**
   * A directory to which the whole journal of a test that fails is written, as JSON lines, for `readJournal`. Default: the
   * variable `BUILDX_TESTKIT_TRACES` of the environment, and nowhere without it.
   */
  readonly traces?: string;
}

const rules: OptionRules<TestFakeOptions> = {
  quiescent: oneOfOr(['sessions'], 'true or false', (value) => typeof value === 'boolean'),
  noUnknownRequests: flag,
  traces: text,
};

/**
 * Holds that they are such options.
 * @param where - the function that was given them
 * @throws ArgumentError
 */
export function checkTestFakeOptions(
  where: string,
  options: { readonly [Name in keyof TestFakeOptions]: TestFakeOptions[Name] | undefined },
): void {
  checkOptions(where, options, rules);
}
