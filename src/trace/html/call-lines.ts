import type { Happening } from '../../pages/diagram/drawn-entry.js';
import { milliseconds } from '../../pages/milliseconds.js';
import { statusCodeName } from '../../protocol/status-code.js';

/** A call on the axis of time: from when to when it was open, and when something went over it. */
export interface CallLine {
  readonly number: number;
  readonly rpc: string;
  readonly from: number;
  readonly to: number;
  readonly requests: readonly number[];
  readonly responses: readonly number[];
  /** The name of the status with which it ended, or `open`. */
  readonly ending: string;
  /** The same in words. */
  readonly summary: string;
}

/** More than so many marks beside each other cannot be told apart. */
const marksPerLine = 1000;

/** The calls of a journal, in the order in which they were opened. */
export function callLines(entries: readonly Happening[], whole: number): readonly CallLine[] {
  const calls = new Map<number, Happening[]>();
  for (const entry of entries) {
    if (entry.call === undefined) continue;
    const known = calls.get(entry.call);
    if (known === undefined) calls.set(entry.call, [entry]);
    else known.push(entry);
  }
  return [...calls].map(([number, ofCall]) => lineOf(number, ofCall, whole));
}

function lineOf(number: number, entries: readonly Happening[], whole: number): CallLine {
  const times = (kind: string): readonly number[] => {
    const all = entries.filter((entry) => entry.kind === kind).map(({ time }) => time);
    const marks = new Map(all.map((time) => [Math.round((time / whole) * marksPerLine), time]));
    return [...marks.values()];
  };
  const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
  const end = entries.find(({ kind }) => kind === 'status');
  const [from, to] = [entries[0]?.time ?? 0, end?.time ?? whole];
  const rpc = entries[0]?.rpc ?? '';
  const ending = end === undefined ? 'open' : statusCodeName(end.status?.code ?? 0);
  const messages = `${count('request')} sent, ${count('response')} received`;
  return {
    number,
    rpc,
    from,
    to,
    requests: times('request'),
    responses: times('response'),
    ending,
    summary: `${rpc}, ${milliseconds(from)} to ${milliseconds(to)} ms: ${messages}, ${ending}`,
  };
}
