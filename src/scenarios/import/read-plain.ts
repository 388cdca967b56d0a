import type { OtherLine } from './rawjson/read-events.js';
import type { SeenRun, SeenVertex } from './seen-build.js';
import type { ToldBuild } from './told-build.js';

const line = /^#(\d+) (.*)$/;
/** A line in the colours that some put around each; those within are the program's own. */
const coloured = /^(?:\p{Cc}\[[\d;]*m)+(.*?)(?:\p{Cc}\[[\d;]*m)*$/su;
const done = /^DONE (\d+(?:\.\d+)?)s$/;
const error = /^(?:ERROR|CANCELED)(?:: (.*))?$/;
const log = /^(\d+\.\d+) (.*)$/;
const item =
  /^(.*?)(?: (\d+(?:\.\d+)?)(B|kB|MB|GB|TB)(?: \/ (\d+(?:\.\d+)?)(B|kB|MB|GB|TB))?)?(?: (\d+(?:\.\d+)?)s)?( done)?$/;
const unit: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** A vertex of a log, while it is read. */
interface Listed {
  readonly seen: SeenVertex;
  readonly run: SeenRun;
}

/**
 * Reads a log of `--progress plain` as far as it tells. It has the names, what was written and how long each vertex took;
 * when they began and what waited for what is guessed from their order. Undefined when it is no such log.
 */
export function readPlain(lines: readonly OtherLine[]): ToldBuild | undefined {
  const vertices = new Map<string, Listed>();
  /** When the last vertex ended of those that are done. */
  let now = 0;
  let unread = 0;
  let another: OtherLine | undefined;
  for (const one of lines) {
    const [, number = '', rest = ''] = line.exec(one.text.replace(coloured, '$1')) ?? [];
    if (number === '0' && vertices.size > 0 && rest.startsWith('building with ')) {
      another = one;
      break;
    }
    if (number === '' || number === '0') continue;
    const known = vertices.get(number);
    if (known === undefined) {
      vertices.set(number, listed(number, rest, now));
      continue;
    }
    const { seen, run } = known;
    if (rest === '...' || rest === seen.name) continue;
    const [, seconds] = done.exec(rest) ?? [];
    const failed = error.exec(rest);
    if (seconds !== undefined || rest === 'CACHED' || failed !== null) {
      if (rest === 'CACHED') seen.cached = true;
      if (failed !== null) seen.error = failed[1] ?? 'context canceled';
      run.completed = seconds === undefined ? latest(run) : run.started + ms(seconds);
      now = Math.max(now, run.completed);
    } else if (!inside(run, rest)) unread++;
  }
  if (vertices.size === 0) return undefined;
  const all = [...vertices.values()].map(({ seen }) => seen);
  if (!all.some(({ runs }) => runs[0]?.completed !== undefined)) return undefined;
  const end = all.reduce((most, { runs: [run] }) => Math.max(most, run?.completed ?? 0), 0);
  return {
    progress: { vertices: all, end, homeless: 0 },
    notes: [
      'guessed, as a log for people does not tell it: when each vertex began, and which waited for which',
      'guessed: times are tenths of a second, and all output is taken to be of stdout',
      ...(another === undefined ? [] : [`line ${another.line} begins another build, which is left out`]),
      ...(unread > 0 ? [`${unread} lines of vertices could not be read`] : []),
    ],
  };
}

function listed(number: string, name: string, started: number): Listed {
  const run: SeenRun = { started, completed: undefined, withInputs: false, logs: [], statuses: [], warnings: [] };
  const seen = {
    digest: `#${number}`,
    name,
    inputs: undefined,
    runs: [run],
    cached: false,
    error: '',
    group: undefined,
    announced: false,
  };
  return { seen, run };
}

/** Reads a line of what a vertex shows; false when it is none. */
function inside(run: SeenRun, text: string): boolean {
  const [, offset, written = ''] = log.exec(text) ?? [];
  if (offset !== undefined) {
    run.logs.push({ at: run.started + ms(offset), stream: 'stdout', bytes: Buffer.from(`${written}\n`) });
    return true;
  }
  const [, warned] = /^WARN: (.*)$/.exec(text) ?? [];
  if (warned !== undefined) {
    run.warnings.push({ at: run.started, warning: { short: warned } });
    return true;
  }
  const [, id = '', amount, amountUnit = '', total, totalUnit = '', seconds, isDone] = item.exec(text) ?? [];
  if (id === '') return false;
  const known = run.statuses.find((status) => status.id === id);
  const started = known?.started ?? run.started;
  const status = known ?? {
    id,
    name: '',
    started,
    completed: undefined,
    last: started,
    current: 0,
    total: 0,
    count: 0,
  };
  if (known === undefined) run.statuses.push(status);
  status.count++;
  if (amount !== undefined) status.current = bytes(amount, amountUnit);
  if (total !== undefined) status.total = bytes(total, totalUnit);
  if (isDone !== undefined) status.completed = started + (seconds === undefined ? 0 : ms(seconds));
  return true;
}

/** When the last was told of within a run. */
function latest({ started, logs, statuses }: SeenRun): number {
  const times = [...logs.map(({ at }) => at), ...statuses.map(({ completed = 0 }) => completed)];
  return times.reduce((one, other) => Math.max(one, other), started);
}

function ms(seconds: string): number {
  return Math.round(Number(seconds) * 1000);
}

function bytes(amount: string, of: string): number {
  return Math.round(Number(amount) * (unit[of] ?? 1));
}
