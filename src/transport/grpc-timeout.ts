import { goQuote } from '../words/go-quote.js';

const unitMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/**
 * Reads the header `grpc-timeout` in milliseconds; for one that is malformed, says what is wrong, in the words of
 * grpc-go.
 */
export function parseTimeout(header: string): number | { readonly malformed: string } {
  if (header.length < 2) return { malformed: `transport: timeout string is too short: ${goQuote(header)}` };
  if (header.length > 9) return { malformed: `transport: timeout string is too long: ${goQuote(header)}` };
  const factor = unitMs[header.slice(-1)];
  if (factor === undefined) return { malformed: `transport: timeout unit is not recognized: ${goQuote(header)}` };
  const amount = header.slice(0, -1);
  if (!/^[+-]?\d+$/.test(amount)) {
    return { malformed: `strconv.ParseInt: parsing ${goQuote(amount)}: invalid syntax` };
  }
  return Math.max(0, Number(amount)) * factor;
}
