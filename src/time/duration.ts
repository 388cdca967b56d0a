/**
 * A span of time: a number of milliseconds, or a text such as `'150ms'`, `'3s'`, `'1m30s'`, `'2h'`.
 *
 * @since 0.1.0
 */
export type Duration = number | string;

/**
 * A duration that cannot be read; `code` is `'BAD_DURATION'`.
 *
 * @since 0.1.0
 */
export class DurationError extends Error {
  /** Always `'BAD_DURATION'`, to tell it from other errors. */
  readonly code = 'BAD_DURATION';
  constructor(value: unknown) {
    super(
      `bad duration ${JSON.stringify(value)}: give milliseconds as a number, or a text such as 150ms, 3s, 1m30s, 2h`,
    );
    this.name = 'DurationError';
  }
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Milliseconds of a duration.
 * @throws DurationError when it is negative, not finite, or not of the form above.
 */
export function toMilliseconds(duration: Duration): number {
  if (typeof duration === 'number') {
    if (!Number.isFinite(duration) || duration < 0) throw new DurationError(duration);
    return duration;
  }
  if (typeof duration !== 'string' || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(duration)) throw new DurationError(duration);
  let total = 0;
  for (const [, amount, , unit] of duration.matchAll(/(\d+(\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (unitMs[unit ?? ''] ?? Number.NaN);
  }
  if (!Number.isFinite(total)) throw new DurationError(duration);
  // To the nanosecond: 1.005 * 1000 is 1004.9999999999999.
  return Number(total.toFixed(6));
}
