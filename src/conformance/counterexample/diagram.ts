import { checkArgument, checkOptions } from '../../options/check.js';
import { list, whole } from '../../options/rules.js';
import { calledTo, type DiagramMark, marksOf } from './diagram-marks.js';
import { type Lane, lanesOf } from './diagram-lanes.js';
import { unambiguousData } from '../../words/unambiguous.js';
import type { JournalEntry } from '../../journal/entry.js';
import type { WrittenEntry } from '../../journal/written-entry.js';
import { callEntryOf } from './call-entry.js';

/**
 * How a diagram is drawn.
 *
 * @since 0.1.0
 */
export interface DiagramOptions {
  /** Its width in characters, at least 40. Default 100. */
  readonly columns?: number;
}

const usualColumns = 100;
const fewestColumns = 40;
/** The width of the column with the time, and of the space after it. */
const timeColumns = 9;
/** The narrowest lane: it holds a lifeline, an arrow and a word. */
const narrowestLane = 15;

/**
 * A sequence diagram of a counterexample's calls, as text: time flows down, in milliseconds; each call has a lifeline
 * from its opening to its end, `──▶` goes to the controller and `◀──` comes from it. Long runs of messages are drawn
 * together. Where there are more calls than fit, one that is over leaves its place to a later one; where even that does
 * not suffice, groups of calls stand below one another.
 *
 * ```ts
 * console.log(diagramOf(report.requirements[0].counterexample.journal, { columns: 80 }));
 * ```
 *
 * @since 0.1.0
 */
export function diagramOf(journal: readonly (JournalEntry | WrittenEntry)[], options: DiagramOptions = {}): string {
  checkArgument('diagramOf', 'journal', journal, list);
  checkOptions('diagramOf', options, { columns: whole(1) });
  const { columns = usualColumns } = options;
  const width = Math.max(columns, fewestColumns) - timeColumns;
  const marks = marksOf(unambiguousData(journal.flatMap(callEntryOf)));
  const most = Math.floor(width / narrowestLane);
  const lanes = lanesOf(marks, most);
  const groups = Array.from({ length: Math.ceil(lanes.length / most) }, (_, at) =>
    lanes.slice(at * most, (at + 1) * most),
  );
  const shown = groups.map((group) => {
    const calls = new Set(group.flat());
    const lines = draw(
      marks.filter(({ call }) => calls.has(call)),
      group,
      width,
    );
    return groups.length === 1 ? lines : [`${calledTo(marks, calls)}:`, ...lines];
  });
  return shown.map((lines) => lines.join('\n')).join('\n\n');
}

function draw(marks: readonly DiagramMark[], lanes: readonly Lane[], width: number): readonly string[] {
  const laneWidth = Math.floor(width / lanes.length);
  const open = new Set<number>();
  let time: number | undefined;
  const lines = marks.map((mark) => {
    const at = lanes.findIndex((lane) => lane.includes(mark.call));
    const lines = lanes.map((lane, other) => other !== at && lane.some((call) => open.has(call)));
    const next = lines.findIndex((isOpen, other) => other > at && isOpen);
    const room = (next < 0 ? width : next * laneWidth - 1) - at * laneWidth;
    const before = lines.slice(0, at).map((isOpen) => (isOpen ? '│' : ' ').padEnd(laneWidth));
    const after = next < 0 ? [] : lines.slice(next).map((isOpen) => (isOpen ? '│' : ' ').padEnd(laneWidth));
    const own = cut(`${mark.sign} ${mark.text}`, room).padEnd(next < 0 ? 0 : room + 1);
    if (mark.ends) open.delete(mark.call);
    else open.add(mark.call);
    const ms = Math.round(mark.time);
    const shownTime = ms === time ? '' : String(ms);
    time = ms;
    return `${shownTime.padStart(timeColumns - 2)}  ${[...before, own, ...after].join('')}`.trimEnd();
  });
  return ['ms'.padStart(timeColumns - 2), ...lines];
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
