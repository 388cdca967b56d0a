import type { LogLimits } from '../../scenarios/model/build-script.js';
import type { LogScript } from '../../scenarios/model/vertex-script.js';
import { toMilliseconds } from '../../time/duration.js';
import { sizeOf } from '../../scenarios/model/bytes.js';
import { orderOf, type Event } from './event.js';
import type { PlannedVertex } from './graph.js';
import { LogLimit, tailBytes } from './log-limit.js';
import type { Placed, PlannedRun } from './planned-run.js';
import { piecesOf } from './pieces-of.js';
import { timestamp } from './timestamp.js';

type Stream = NonNullable<LogScript['stream']>;

/**
 * How many bytes BuildKit reads of a process' output at a time, which limits an entry of a log unless it is the tail.
 */
const writeBytes = 32 * 1024;

/** A piece of a log, as a process writes it. */
interface Write {
  readonly key: string;
  readonly at: number;
  readonly stream: Stream;
  readonly from: number;
  readonly to: number;
  /** What the log that it is a piece of has from one byte to another. */
  readonly bytes: (from: number, to: number) => Uint8Array;
}

/** How a run ends that ends before its time, or with an error. */
export interface RunEnd {
  readonly at: number;
  /** Whether it was cancelled: what would come at that very instant does not come. */
  readonly cut: boolean;
  readonly failed: boolean;
}

/** The logs of a run, clipped as BuildKit clips them (docs/real-controller.md §8.4). */
export function logEvents(
  vertex: PlannedVertex,
  run: PlannedRun,
  key: string,
  end: RunEnd,
  limits: LogLimits | undefined,
): readonly Event[] {
  const writes = run.logs
    .flatMap((log, index) => writesOf(log, `${key} log ${index}`))
    .filter(({ at }) => at < end.at || (at === end.at && !end.cut))
    .toSorted((a, b) => a.at - b.at);
  return (['stdout', 'stderr'] as const).flatMap((stream) =>
    clipped(
      writes.filter((write) => write.stream === stream),
      { vertex, run, end, limits },
      `${key} ${stream}`,
    ),
  );
}

function writesOf({ script, at }: Placed<LogScript>, key: string): readonly Write[] {
  const { text, stream = 'stdout', pieces = 1 } = script;
  const size = sizeOf(text);
  const step = pieces === 1 ? 0 : toMilliseconds(script.takes ?? 0) / (pieces - 1);
  const bytes = piecesOf(text);
  return Array.from({ length: pieces }, (_, piece): Write[] => {
    const from = Math.floor((size * piece) / pieces);
    const to = Math.floor((size * (piece + 1)) / pieces);
    // At least one part, because an empty piece is a write, too.
    return Array.from({ length: Math.max(1, Math.ceil((to - from) / writeBytes)) }, (_, part) => ({
      key: part === 0 ? `${key} ${piece}` : `${key} ${piece} ${part}`,
      at: at + (piece === 0 ? 0 : step * piece),
      stream,
      from: from + part * writeBytes,
      to: Math.min(to, from + (part + 1) * writeBytes),
      bytes,
    }));
  }).flat();
}

interface Place {
  readonly vertex: PlannedVertex;
  readonly run: PlannedRun;
  readonly end: RunEnd;
  readonly limits: LogLimits | undefined;
}

function clipped(writes: readonly Write[], place: Place, key: string): readonly Event[] {
  const { run, end, limits } = place;
  const limit = new LogLimit(limits);
  const since: Write[] = [];
  const events: Event[] = [];
  for (const write of writes) {
    const size = write.to - write.from;
    const { kept, note } = limit.take(size, write.at - run.start);
    if (kept < size || since.length > 0) since.push(write);
    if (kept === 0 && note === '' && size > 0) continue;
    const bytes = (): Uint8Array => withNote(write.bytes(write.from, write.from + kept), note);
    events.push(toEvent(place, write.key, write.at, write.stream, bytes));
  }
  const [first] = since;
  if (end.failed && first !== undefined) {
    events.push(toEvent(place, `${key} tail`, end.at, first.stream, () => tailOf(since)));
  }
  return events;
}

function toEvent({ vertex, run }: Place, key: string, at: number, stream: Stream, message: () => Uint8Array): Event {
  return {
    key,
    at,
    wave: orderOf(run.wave, 'inside'),
    tell: (parts, began) =>
      parts.addLog({
        vertex: vertex.digest,
        timestamp: timestamp(began + at),
        stream: stream === 'stderr' ? 2n : 1n,
        message: message(),
      }),
  };
}

function withNote(kept: Uint8Array, note: string): Uint8Array {
  return note === '' ? kept : Buffer.concat([kept, Buffer.from(note)]);
}

/** The last bytes since the clipping began, some of which may have been shown before. */
function tailOf(writes: readonly Write[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let room = tailBytes;
  for (const { bytes, from, to } of writes.toReversed()) {
    if (room <= 0) break;
    parts.unshift(bytes(Math.max(from, to - room), to));
    room -= to - from;
  }
  return Buffer.concat(parts);
}
