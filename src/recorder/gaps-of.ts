import type { Recording } from './recording.js';

/** Tells what of a recording could not be read, a line for each: `Build#3: its responses from message 2 on: why`. */
export function gapsOf({ events }: Recording): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind !== 'unreadable') return [];
    const before = events.filter(({ call, kind }) => call === event.call && kind === event.side).length;
    return [`${event.method}#${event.call}: its ${event.side}s from message ${before + 1} on: ${event.reason}`];
  });
}
