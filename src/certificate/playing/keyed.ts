import type { Command } from '../../conformance/model/command.js';
import type { RecordedCall } from './record.js';

/** A call, and where it stands among the events of its history. */
export type Call = RecordedCall & { readonly opened: number };

/** The calls of a history by a key that is the same in every play: the command, the RPC, and which of them it is. */
export type Calls = ReadonlyMap<string, Call>;

/**
 * Gives calls their keys. Those that a command makes as often as it takes, until something has come about, are left
 * out; of the Statuses that begin to watch a build in a session that was built before, only the last has found it.
 */
export function keyed(calls: readonly Call[], commands: readonly Command[]): Calls {
  const keys = new Map<string, Call>();
  const counts = new Map<string, number>();
  for (const call of calls) {
    const kind = commands[call.command]?.kind;
    if (kind === 'begin-build' && call.rpc === 'List') continue;
    if (kind === 'build' && call.rpc === 'Info') continue;
    const name = `${call.command} ${call.rpc}`;
    const nth = kind === 'begin-build' ? 1 : (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    keys.set(`${name} ${nth}`, call);
  }
  return keys;
}
