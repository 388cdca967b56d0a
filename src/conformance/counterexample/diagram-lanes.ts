import type { DiagramMark } from './diagram-marks.js';

/** The calls that are drawn in one place, one below the other. */
export type Lane = readonly number[];

/** Gives each call a lane. Where that would be more than `most` lanes, a call takes the place of one that is over. */
export function lanesOf(marks: readonly DiagramMark[], most: number): readonly Lane[] {
  const calls = [...new Set(marks.map(({ call }) => call))];
  if (calls.length <= most) return calls.map((call) => [call]);
  const lanes: number[][] = [];
  for (const call of calls) {
    const begins = marks.findIndex((mark) => mark.call === call);
    const free = lanes.find((lane) => isOver(lane.at(-1), marks.slice(0, begins)));
    if (free === undefined) lanes.push([call]);
    else free.push(call);
  }
  return lanes;
}

function isOver(call: number | undefined, before: readonly DiagramMark[]): boolean {
  return before.some((mark) => mark.call === call && mark.ends);
}
