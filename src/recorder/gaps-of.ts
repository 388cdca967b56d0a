import type { Recording } from './recording.js';

/** Tells what of a recording could not be read, a line for each: `Build#3: its responses from message 2 on: why`. */
export function gapsOf({ entries }: Recording): readonly string[] {
  return entries.flatMap((event) => {
    if (event.kind !== 'undecodable') return [];
    const before = entries.filter(({ call, kind }) => call === event.call && kind === event.side).length;
    return [`${event.rpc}#${event.call}: its ${event.side}s from message ${before + 1} on: ${event.reason}`];
  });
}
