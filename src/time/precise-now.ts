/** The wall clock, in milliseconds since the Unix epoch with fractions of them: for telling what came first. */
export function preciseNowMs(): number {
  return performance.timeOrigin + performance.now();
}
