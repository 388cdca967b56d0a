import type { Row } from './row.js';

/** What is to be reached; see docs/speed.md. */
interface Target {
  readonly text: string;
  /** What was measured; undefined where it was not. */
  readonly value: number | undefined;
  readonly met: boolean;
}

type Find = (work: string, subject: string) => Row | undefined;

const ratios: readonly (readonly [work: string, subject: string, atLeast: number | undefined, atMost?: number])[] = [
  ['unary-1', 'in-process', 12],
  ['unary-64', 'in-process', 12],
  ['status-100B', 'in-process', 5],
  ['status-1KiB', 'in-process', 1.8],
  ['bidi-32KiB', 'in-process', 3],
  ['first-answer-warm', 'in-process', undefined, 1 / 6],
  ['model-runs', 'in-process', 10],
  ['idle-memory', 'in-process', undefined, 1 / 3],
  ['unary-1', 'unix', 0.9],
  ['unary-64', 'unix', 0.9],
  ['status-100B', 'unix', 0.9],
  ['status-1KiB', 'unix', 0.9],
  ['bidi-32KiB', 'unix', 0.8],
];

/** Each target with what was measured of it. */
export function targets(rows: readonly Row[]): readonly Target[] {
  const find: Find = (work, subject) => rows.find((row) => row.work === work && row.subject === subject);
  return [
    ...ratios.map(([work, subject, atLeast, atMost]) => {
      const value = find(work, subject)?.ratio ?? undefined;
      const bound = atLeast === undefined ? `at most x${(atMost ?? 0).toPrecision(2)}` : `at least x${atLeast}`;
      return target(`${work}, ${subject}: ${bound}`, value, (is) => is >= (atLeast ?? is) && is <= (atMost ?? is));
    }),
    target('loop-lag, in-process: under 20 ms', find('loop-lag', 'in-process')?.median, (is) => is < 20),
    ...['in-process', 'unix'].flatMap((subject) => [
      flat(find, subject, 'vertices', [100, 1000, 10_000]),
      flat(find, subject, 'sessions', [100, 1000, 10_000]),
    ]),
    ...['connect-router', 'alenon-unix'].map((peer) => ahead(rows, find, peer)),
  ].filter(({ value }) => value !== undefined);
}

function target(text: string, value: number | undefined, meets: (value: number) => boolean): Target {
  return { text, value, met: value !== undefined && meets(value) };
}

/** The dearest against the cheapest, by vertex or session. */
function flat(find: Find, subject: string, what: 'vertices' | 'sessions', counts: readonly number[]): Target {
  const rates = counts.map(
    (count) => (find(`${what}-${count}`, subject)?.median ?? Number.NaN) * (what === 'vertices' ? count : 1),
  );
  const spread = Math.max(...rates) / Math.min(...rates);
  const text = `cost per ${what === 'vertices' ? 'vertex' : 'session'} from 100 to 10,000, ${subject}: within x1.5`;
  return target(text, Number.isNaN(spread) ? undefined : spread, (is) => is <= 1.5);
}

/** By how much the fake in process is ahead of a peer where it is least so. */
function ahead(rows: readonly Row[], find: Find, peer: string): Target {
  const leads = rows
    .filter(({ subject, work }) => subject === peer && work !== 'loop-lag')
    .flatMap(({ work, unit, median }) => {
      const own = find(work, 'in-process')?.median;
      return own === undefined ? [] : [{ work, lead: unit.endsWith('/s') ? own / median : median / own }];
    })
    .toSorted((a, b) => a.lead - b.lead);
  const [least] = leads;
  return target(
    `in-process ahead of ${peer} everywhere, least in ${least?.work ?? '-'}: over x1`,
    least?.lead,
    (is) => is > 1,
  );
}
