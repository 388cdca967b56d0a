import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/**
 * A duration as Go writes it, such as `1m30s`, in nanoseconds.
 * @throws DockerfileError with Go's text if it is none
 */
export function goDuration(text: string): number {
  const [, sign = '', amount = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const factor = sign === '-' ? -1 : 1;
  if (amount === '0') return 0;
  let rest = amount;
  let sum = 0;
  do {
    const [part = '', count = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest) ?? [];
    if (part === '') throw new DockerfileError(`time: invalid duration ${goQuote(text)}`);
    if (unit === '') throw new DockerfileError(`time: missing unit in duration ${goQuote(text)}`);
    const size = Object.hasOwn(nanoseconds, unit) ? nanoseconds[unit] : undefined;
    if (size === undefined)
      throw new DockerfileError(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`);
    sum += Number(count) * size;
    rest = rest.slice(part.length);
  } while (rest !== '');
  return factor * Math.trunc(sum);
}
