import type { Happening } from '../pages/diagram/drawn-entry.js';
import { BuildHistory, type ProgressNews } from './build-history.js';
import { progressNews } from './progress-news.js';
import type { Trace } from './trace.js';

/** The RPCs that tell how a build goes on. */
const progressRpcs: ReadonlySet<string> = new Set(['Status', 'Control.Status']);

interface Heard {
  readonly ref: string;
  /** The call on which it was told; 0 where there is none. */
  readonly call: number;
  readonly news: ProgressNews;
  /** When it came, in milliseconds since the journal began. */
  readonly time: number;
}

/** The trace of a journal, of either fake. */
export function traceOfJournal(entries: readonly Happening[], title: string): Trace {
  const heard = entries
    .filter(({ kind, rpc = '' }) => kind === 'response' && progressRpcs.has(rpc))
    .map(({ ref = '', call = 0, time, message }): Heard => ({ ref, call, time, news: progressNews(message) }));
  // Nothing is told before it has happened, so that the journal began no earlier than any of these says.
  const began = heard.flatMap(({ time, news }) => {
    const latest = BuildHistory.latest(news);
    return latest === undefined ? [] : [latest - time];
  });
  const epoch = began.reduce((one, other) => Math.max(one, other), -Infinity);
  return traced(heard, entries, Number.isFinite(epoch) ? epoch : 0, title);
}

/** A build of which only the progress is known: events of `--progress rawjson`, in order. */
export interface ToldBuild {
  /** What tells it from others; empty where it is alone. */
  readonly ref: string;
  readonly events: readonly unknown[];
}

/** The trace of builds of which only the progress is known; time begins with the first event. */
export function traceOfBuilds(builds: readonly ToldBuild[], title: string): Trace {
  const heard = builds.flatMap(({ ref, events }) =>
    events.map((event): Heard => ({ ref, call: 0, time: 0, news: progressNews(event) })),
  );
  const earliest = heard.flatMap(({ news }) => BuildHistory.earliest(news) ?? []);
  const epoch = earliest.reduce((one, other) => Math.min(one, other), earliest[0] ?? 0);
  return traced(heard, [], epoch, title);
}

function traced(heard: readonly Heard[], entries: readonly Happening[], epoch: number, title: string): Trace {
  const histories = new Map<string, BuildHistory>();
  for (const { ref, call, news } of heard) {
    const history = histories.get(ref) ?? new BuildHistory(ref);
    histories.set(ref, history);
    history.add(news, call);
  }
  const builds = [...histories.values()]
    .map((history) => history.build(epoch))
    .filter((one) => one.vertices.length > 0);
  const times = builds.flatMap(({ vertices }) =>
    vertices.flatMap(({ runs, logs }) => [...runs.map(({ from, to }) => to ?? from), ...logs.map(({ time }) => time)]),
  );
  const durationMs = [...times, ...entries.map(({ time }) => time)].reduce((one, other) => Math.max(one, other), 0);
  return { title, builds, entries, durationMs };
}
