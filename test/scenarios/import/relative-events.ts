/** Events with their times counted from the first; nothing else is changed. */
export function relativeEvents(text: string): unknown {
  const events = text.match(/^\{(?:.*\}|\r?\n[^]*?^\})\r?$/gm)?.map((line) => JSON.parse(line) as unknown) ?? [];
  const nanos = (time: string): bigint => {
    const [, whole = '', fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(time) ?? [];
    return BigInt(Date.parse(`${whole}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  };
  const times = [...text.matchAll(/"(?:started|completed|timestamp)": ?"([^"]*)"/g)].map(([, time = '']) =>
    nanos(time),
  );
  const first = times.reduce((least, time) => (time < least ? time : least));
  return JSON.parse(JSON.stringify(events), (key, value: unknown) =>
    ['started', 'completed', 'timestamp'].includes(key) ? String(nanos(String(value)) - first) : value,
  );
}
