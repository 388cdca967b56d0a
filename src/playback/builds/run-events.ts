import { none } from '../../protocol/none.js';
import type { VertexWarning } from '../../protocol/messages.js';
import type { LogLimits } from '../../scenarios/model/build-script.js';
import type { StatusScript, WarningScript } from '../../scenarios/model/vertex-script.js';
import { toMilliseconds } from '../../time/duration.js';
import { bytesOf } from '../../scenarios/model/bytes.js';
import { orderOf, type Event } from './event.js';
import type { PlannedVertex } from './graph.js';
import { logEvents, type RunEnd } from './log-events.js';
import type { Placed, PlannedRun } from './planned-run.js';
import { timestamp } from './timestamp.js';
import { runKey } from './vertex-events.js';

/** What a run shows between its start and its end. */
export function insideOf(
  vertex: PlannedVertex,
  run: PlannedRun,
  end: RunEnd,
  limits: LogLimits | undefined,
): readonly Event[] {
  if (run.statuses.length + run.warnings.length + run.logs.length === 0) return none;
  const key = runKey(vertex, run);
  const shown = [
    ...run.statuses.flatMap((status, i) => statusEvents(status, vertex, run, `${key} status ${i}`)),
    ...run.warnings.map((warning, i) => warningEvent(warning, vertex, run, `${key} warning ${i}`)),
  ].filter(({ at }) => at < end.at || (at === end.at && !end.cut));
  return [...shown, ...logEvents(vertex, run, key, end, limits)];
}

function statusEvents(
  { script, at: start }: Placed<StatusScript>,
  vertex: PlannedVertex,
  run: PlannedRun,
  key: string,
): readonly Event[] {
  if (start === Number.POSITIVE_INFINITY) return [];
  const end = script.takes === undefined ? Math.max(start, run.end) : start + toMilliseconds(script.takes);
  // A run that is held up at a barrier has shown its progress before that.
  const due = script.takes === undefined ? Math.max(start, Math.min(run.due, end)) : end;
  const reached = BigInt(script.current ?? script.total ?? 0);
  const updates = script.updates ?? 0;
  const event = (index: number, at: number, current: bigint, completed: boolean): Event => ({
    key: `${key} ${index}`,
    at,
    wave: orderOf(run.wave, 'inside'),
    tell: (parts, began) =>
      parts.addStatus({
        id: script.id,
        vertex: vertex.digest,
        name: script.name ?? '',
        current,
        total: BigInt(script.total ?? 0),
        timestamp: timestamp(began + at),
        started: timestamp(began + start),
        ...(completed ? { completed: timestamp(began + at) } : {}),
      }),
  });
  const between = Array.from({ length: updates }, (_, index) => {
    const share = (index + 1) / (updates + 1);
    return event(index + 1, start + (due - start) * share, (reached * BigInt(index + 1)) / BigInt(updates + 1), false);
  });
  const last = event(updates + 1, end, reached, true);
  // Start and completion at the same instant are read together, and become one update.
  return end === start ? [last] : [event(0, start, 0n, false), ...between, last];
}

function warningEvent(
  { script, at }: Placed<WarningScript>,
  vertex: PlannedVertex,
  run: PlannedRun,
  key: string,
): Event {
  return {
    key,
    at,
    wave: orderOf(run.wave, 'inside'),
    tell: (parts) => parts.addWarning(toWarning(script, vertex.digest)),
  };
}

function toWarning(script: WarningScript, vertex: string): VertexWarning {
  const { short, detail = [], url = '', level = 1, source, ranges = [] } = script;
  const position = (at: { readonly line: number; readonly character?: number }) => ({
    line: at.line,
    character: at.character ?? 0,
  });
  return {
    vertex,
    level: BigInt(level),
    short: bytesOf(short),
    detail: detail.map(bytesOf),
    url,
    ...(source === undefined
      ? {}
      : { info: { filename: source.filename, data: bytesOf(source.text), language: source.language ?? '' } }),
    ranges: ranges.map(({ start, end }) => ({ start: position(start), end: position(end) })),
  };
}
