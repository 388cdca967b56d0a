import { verticesOf } from '../history/build-history.js';
import { stateOf, textOf, type VertexState } from '../history/history-vertex.js';
import { decimal } from '../history/decimal.js';
import { instantOf } from '../history/instant.js';
import { bytesOf, statusesIn, type Told, type ToldItem, type ToldLog, type ToldVertex } from '../history/told.js';

/**
 * Whether times are kept in a snapshot.
 *
 * @since 0.1.0
 */
export interface SnapshotOptions {
  /** Keeps times, which count from the first that was told. Default false. */
  readonly times?: boolean;
}

/**
 * One thing that progress tells, in plain data: what became of a vertex, a piece of its output, a warning, or how far an
 * item of it is.
 *
 * @since 0.1.0
 */
export interface HistoryEvent {
  /** Milliseconds since the first time that was told; left out of snapshots without times. */
  readonly at?: number;
  /** Name of the vertex; its digest where it was not announced. */
  readonly vertex: string;
  /** What became of it, or what came from it. */
  readonly event: VertexState | 'stdout' | 'stderr' | 'warning' | 'item';
  /** The error, the output, the warning, or the item and how far it is. */
  readonly text?: string;
}

/**
 * Progress as data for a snapshot, which is the same from run to run: names in place of digests, no times unless asked
 * for. What is told again without change is left out, and without times the output that a vertex wrote in one go is one
 * piece, however it was cut into messages.
 *
 * @throws TypeError when there is no progress in what is given
 * @example expect(historyEvents(statuses)).toMatchSnapshot();
 * @since 0.1.0
 */
export function historyEvents(told: Told, { times = false }: SnapshotOptions = {}): readonly HistoryEvent[] {
  const events = [...timedEvents(told)];
  const began = events.find(({ instant }) => instant !== undefined)?.instant ?? 0n;
  if (times)
    return events.map(({ instant, logs, ...event }) => ({
      ...(instant !== undefined && { at: Number(instant - began) / 1e6 }),
      ...event,
      ...(logs !== undefined && { text: textOf(logs) }),
    }));
  return joined(events).map(({ vertex, event, text, logs }) => ({
    vertex,
    event,
    ...(text !== undefined && { text }),
    ...(logs !== undefined && { text: textOf(logs) }),
  }));
}

type TimedEvent = Omit<HistoryEvent, 'at'> & {
  readonly instant: bigint | undefined;
  /** Put together as bytes, since a character may be cut in two. */
  readonly logs?: readonly ToldLog[];
};

function* timedEvents(told: Told): Generator<TimedEvent> {
  const last = new Map<string, ToldVertex>();
  const nameOf = (digest: string | null | undefined): string => last.get(digest ?? '')?.name ?? digest ?? '';
  for (const status of statusesIn(told)) {
    for (const vertex of verticesOf(status)) {
      const before = last.get(vertex.digest ?? '');
      last.set(vertex.digest ?? '', vertex);
      yield* changesOf(vertex, before);
    }
    for (const item of status.statuses ?? [])
      yield { instant: instantOf(item.completed), vertex: nameOf(item.vertex), event: 'item', text: itemText(item) };
    for (const log of status.logs ?? []) {
      const event = decimal(log.stream) === '2' ? 'stderr' : 'stdout';
      yield { instant: instantOf(log.timestamp), vertex: nameOf(log.vertex), event, logs: [log] };
    }
    for (const { vertex, short } of status.warnings ?? [])
      yield {
        instant: undefined,
        vertex: nameOf(vertex),
        event: 'warning',
        text: Buffer.from(bytesOf(short)).toString('utf8'),
      };
  }
}

function* changesOf(vertex: ToldVertex, before: ToldVertex | undefined): Generator<TimedEvent> {
  const state = stateOf(vertex);
  const name = vertex.name ?? vertex.digest ?? '';
  const started = instantOf(vertex.started);
  const began = before === undefined ? undefined : instantOf(before.started);
  if (before === undefined) yield { instant: undefined, vertex: name, event: 'announced' };
  // It may run again in the instant in which it began.
  const isAgain = before !== undefined && instantOf(before.completed) !== undefined && state === 'started';
  if (started !== undefined && (started !== began || isAgain))
    yield { instant: started, vertex: name, event: 'started' };
  if (state === 'announced' || state === 'started') return;
  if (before !== undefined && stateOf(before) === state && started === began) return;
  const text = state === 'failed' ? { text: vertex.error ?? '' } : {};
  yield { instant: instantOf(vertex.completed), vertex: name, event: state, ...text };
}

function itemText({ id, current, total }: ToldItem): string {
  const [done, all] = [decimal(current), decimal(total)];
  return all === '0' ? `${id ?? ''} ${done}` : `${id ?? ''} ${done}/${all}`;
}

function joined(events: readonly TimedEvent[]): readonly TimedEvent[] {
  const pieces: (Omit<TimedEvent, 'logs'> & { logs?: ToldLog[] })[] = [];
  for (const event of events) {
    const last = pieces.at(-1);
    const goesOn = last?.logs !== undefined && last.vertex === event.vertex && last.event === event.event;
    if (goesOn && event.logs !== undefined) last.logs?.push(...event.logs);
    else {
      const { logs, ...rest } = event;
      pieces.push({ ...rest, ...(logs !== undefined && { logs: [...logs] }) });
    }
  }
  return pieces;
}
