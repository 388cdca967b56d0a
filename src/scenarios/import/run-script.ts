import { base64 } from '../../protocol/base64.js';
import type { LogScript, RunScript, StatusScript, WarningScript } from '../model/vertex-script.js';
import { textOf } from '../text-of.js';
import type { SeenLog, SeenRun, SeenStatus } from './seen-build.js';
import { shortDuration } from './short-duration.js';

/** When a run is played, in whole milliseconds after the start of the build. */
export interface PlayedTime {
  readonly start: number;
  readonly end: number;
}

/** What a run shows, in times that count from its start; nothing comes after its end. */
export function runScript(run: SeenRun, { start, end }: PlayedTime): RunScript {
  const length = end - start;
  const within = (at: number): number => Math.min(Math.max(0, Math.round(at) - start), length);
  const logs = inTurn(together(run.logs), within, length);
  const statuses = run.statuses.map((status) => statusScript(status, within, length));
  const warnings = run.warnings.map(({ at, warning }): WarningScript => ({ ...warning, ...moment(within(at)) }));
  return {
    ...(length > 0 && { takes: shortDuration(length) }),
    ...(statuses.length > 0 && { statuses }),
    ...(logs.length > 0 && { logs }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** Output of one stream that came within a millisecond is one piece of output. */
function together(logs: readonly SeenLog[]): readonly SeenLog[] {
  const pieces: SeenLog[] = [];
  for (const log of logs) {
    const last = pieces.at(-1);
    if (last !== undefined && last.stream === log.stream && Math.round(last.at) === Math.round(log.at))
      pieces[pieces.length - 1] = { ...last, bytes: Buffer.concat([last.bytes, log.bytes]) };
    else pieces.push(log);
  }
  return pieces;
}

/** Output of one stream right behind that of the other is a microsecond later, lest it be shown first. */
function inTurn(logs: readonly SeenLog[], within: (at: number) => number, length: number): readonly LogScript[] {
  let before = -1;
  return logs.map((log, i) => {
    const at = within(log.at);
    const switched = i > 0 && logs[i - 1]?.stream !== log.stream;
    const later = Math.round((before + 0.001) * 1000) / 1000;
    before = switched && at <= before && later <= length ? later : at;
    return logScript(log, before);
  });
}

function logScript({ stream, bytes }: SeenLog, at: number): LogScript {
  return {
    text: textOf(bytes) ?? { base64: base64(bytes) },
    ...(stream === 'stderr' && { stream }),
    ...moment(at),
  };
}

function statusScript(status: SeenStatus, within: (at: number) => number, length: number): StatusScript {
  const { id, name, count } = status;
  const [current, total] = [Math.max(0, status.current), Math.max(0, status.total)];
  const at = within(status.started);
  // An item that is never told to be done is done with its vertex.
  const end = status.completed === undefined ? length : within(status.completed);
  const takes = Math.max(0, end - at);
  const updates = Math.max(0, count - (status.completed === undefined ? 1 : 2));
  return {
    id,
    ...(name !== '' && { name }),
    ...(current !== total && { current }),
    ...(total !== 0 && { total }),
    ...moment(at),
    ...(at + takes !== length && { takes: shortDuration(takes) }),
    ...(updates > 0 && takes > 0 && { updates }),
  };
}

function moment(at: number): { readonly at?: ReturnType<typeof shortDuration> } {
  return at === 0 ? {} : { at: shortDuration(at) };
}
