/**
 * What can be said of a requirement. `pass` and `violated` speak for themselves; `race` was violated once, and never
 * again in many runs of the same; `expected` is listed as known to fail, and did as listed; `stale` is listed but
 * passed; `not-exercised` means that its condition did not come up often enough; `observed` is never judged; `skipped`
 * says what the target lacks; `error` means that the suite or the target broke.
 *
 * @since 0.1.0
 */
export const verdicts = [
  'pass',
  'violated',
  'race',
  'expected',
  'stale',
  'not-exercised',
  'observed',
  'skipped',
  'error',
] as const;
/**
 * What is said of a requirement; one of {@link verdicts}.
 *
 * @since 0.1.0
 */
export type Verdict = (typeof verdicts)[number];
