import { none } from '../../protocol/none.js';
import type { Moment } from '../../scenarios/model/moment.js';
import type { LogScript, RunScript, StatusScript, WarningScript } from '../../scenarios/model/vertex-script.js';
import { toMilliseconds } from '../../time/duration.js';

/** When barriers were released, in milliseconds after the start of the build; barriers that were not are missing. */
export type Releases = ReadonlyMap<string, number>;

/** Something that a run shows, placed in time. */
export interface Placed<T> {
  readonly script: T;
  readonly at: number;
}

/** A barrier to which a run comes. */
export interface Arrival {
  readonly barrier: string;
  readonly at: number;
  /** Whether it is within the run, and not before its start. */
  readonly inside: boolean;
}

/**
 * One run of a vertex, from a start to a completion. All times are milliseconds after the start of the build; what
 * waits at a barrier that is not released comes at `Infinity`.
 */
export interface PlannedRun {
  readonly start: number;
  readonly end: number;
  /** When it would end if there were no barriers. */
  readonly due: number;
  /** Orders what happens at the same instant. */
  readonly wave: number;
  readonly withInputs: boolean;
  readonly logs: readonly Placed<LogScript>[];
  readonly statuses: readonly Placed<StatusScript>[];
  readonly warnings: readonly Placed<WarningScript>[];
  readonly arrivals: readonly Arrival[];
}

/** What a run is planned from. */
export interface RunPlan {
  readonly script: RunScript;
  readonly at: Moment | undefined;
  /** When it could start if it had no `at`. */
  readonly ready: number;
  readonly wave: number;
  readonly withInputs: boolean;
  readonly cached: boolean;
}

/** Places a run and all that it shows. */
export function planRun({ script, at, ready, wave, withInputs, cached }: RunPlan, releases: Releases): PlannedRun {
  const begin = at === undefined ? nothing(ready) : placeEntries([{ at }], ready, releases, false);
  const start = begin.placed[0]?.at ?? ready;
  const logs = placeEntries(script.logs ?? none, start, releases);
  const statuses = placeEntries(script.statuses ?? none, start, releases);
  const warnings = placeEntries(script.warnings ?? none, start, releases);
  const due = cached ? start : start + toMilliseconds(script.takes ?? 0);
  const shown = Math.max(due, logs.heldUntil, statuses.heldUntil, warnings.heldUntil);
  const completion =
    script.until === undefined ? nothing(shown) : placeEntries([{ at: script.until }], shown, releases);
  return {
    start,
    end: cached ? start : (completion.placed[0]?.at ?? shown),
    due,
    wave,
    withInputs,
    logs: logs.placed,
    statuses: statuses.placed,
    warnings: warnings.placed,
    arrivals: allArrivals(begin, ...(cached ? none : [logs, statuses, warnings, completion])),
  };
}

/** All arrivals at barriers; few builds have any. */
function allArrivals(...parts: readonly PlacedEntries<unknown>[]): readonly Arrival[] {
  return parts.some(({ arrivals }) => arrivals.length > 0) ? parts.flatMap(({ arrivals }) => arrivals) : none;
}

interface PlacedEntries<T> {
  readonly placed: readonly Placed<T>[];
  readonly arrivals: readonly Arrival[];
  /** When the last entry is over that had to wait at a barrier. */
  readonly heldUntil: number;
}

function nothing(start: number): PlacedEntries<never> {
  return { placed: none, arrivals: none, heldUntil: start };
}

/** Places entries in time: `at` counts from the start of the run, or from the release of the last barrier before. */
function placeEntries<T extends { readonly at?: Moment | undefined; readonly takes?: RunScript['takes'] }>(
  entries: readonly T[],
  start: number,
  releases: Releases,
  inside = true,
): PlacedEntries<T> {
  if (entries.length === 0) return nothing(start);
  const placed: Placed<T>[] = [];
  const arrivals: Arrival[] = [];
  let from = start;
  let last = start;
  let heldUntil = start;
  for (const script of entries) {
    const { at: moment = 0, takes = 0 } = script;
    if (typeof moment === 'object') {
      arrivals.push({ barrier: moment.barrier, at: last, inside });
      from = Math.max(last, releases.get(moment.barrier) ?? Number.POSITIVE_INFINITY);
    }
    const at = typeof moment === 'object' ? from : from + toMilliseconds(moment);
    placed.push({ script, at });
    last = Math.max(last, at);
    if (arrivals.length > 0) heldUntil = Math.max(heldUntil, at + toMilliseconds(takes));
  }
  return { placed, arrivals, heldUntil };
}
