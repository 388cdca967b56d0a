import type { Row } from './row.js';

/** @param base the baseline's samples, of the same rounds */
export function summarise(
  what: Pick<Row, 'work' | 'subject' | 'unit'>,
  samples: readonly number[],
  base: readonly number[],
): Row {
  const ratios = samples.map((sample, round) => sample / (base[round] ?? Number.NaN));
  return {
    ...what,
    median: median(samples),
    min: Math.min(...samples),
    max: Math.max(...samples),
    ratio: base.length === 0 ? null : median(ratios),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
