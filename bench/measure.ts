export interface Measurement {
  readonly 'ops/s': number;
  /** Of the rounds, the slowest against the fastest: well above 1 means that the machine was busy. */
  readonly spread: number;
}

const rounds = 7;
const roundMs = 150;

/** The median rate of several rounds, after one that warms up. */
export function measure(run: () => void): Measurement {
  const rates = Array.from({ length: rounds + 1 }, () => rateOf(run))
    .slice(1)
    .toSorted((a, b) => a - b);
  const [slowest = 0, median = 0, fastest = 0] = [rates[0], rates[(rounds - 1) / 2], rates[rounds - 1]];
  return { 'ops/s': Math.round(median), spread: Number((fastest / slowest).toFixed(2)) };
}

function rateOf(run: () => void): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < roundMs) {
    for (let i = 0; i < 100; i++) run();
    count += 100;
  }
  return (count * 1000) / (performance.now() - start);
}
