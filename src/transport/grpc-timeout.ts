const unitMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** Milliseconds of the header `grpc-timeout`; undefined when there is none, or none that can be read. */
export function parseTimeout(header: string | readonly string[] | undefined): number | undefined {
  const [, amount, unit] = (typeof header === 'string' ? header : '').match(/^(\d{1,8})([HMSmun])$/) ?? [];
  const factor = unitMs[unit ?? ''];
  return factor === undefined ? undefined : Number(amount) * factor;
}
