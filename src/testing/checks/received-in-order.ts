import { mismatches, type Comparison } from '../../scenarios/matching/comparison.js';
import { comparisonTable } from '../../scenarios/matching/comparison-table.js';
import { show } from '../../scenarios/matching/show.js';
import { journalAround, journalOf, type Journaled } from './journal-around.js';
import { candidatesOf, checkName } from './received.js';
import type { Verdict } from './verdict.js';
import type { RpcName, WantedRequest } from './wanted.js';

/**
 * A request in an order: an RPC, or an RPC and what is asked of its request.
 *
 * @since 0.1.0
 */
export type OrderedRequest = RpcName | { [N in RpcName]: readonly [rpc: N, wanted: WantedRequest<N>] }[RpcName];

/**
 * Whether these requests came one after the other, with whatever else between them.
 * @throws RangeError for an RPC that this fake does not have; TypeError when the subject has no journal
 */
export function receivedInOrder(subject: Journaled, steps: readonly OrderedRequest[]): Verdict {
  const journal = journalOf(subject);
  let last = 0;
  let missing = false;
  const rows = steps.map((step, index): Comparison => {
    const [rpc, wanted] = typeof step === 'string' ? [step] : (step as readonly [RpcName, unknown]);
    checkName(subject, rpc);
    const expected = `${rpc}${wanted === undefined ? '' : ` ${show(wanted)}`}`;
    const path = `${index + 1}.`;
    if (missing) return { path, expected, seen: '(not looked for)', matches: true };
    const entries = journal.filter({ kind: 'request', rpc }).filter(({ n }) => n > last);
    const found = candidatesOf(entries, rpc, wanted).find(({ comparisons }) => mismatches(comparisons).length === 0);
    missing = found === undefined;
    last = found?.entry.n ?? last;
    return { path, expected, seen: found === undefined ? noneAfter(last) : `entry ${last}`, matches: !missing };
  });
  const at = (): string => journalAround(journal, last === 0 ? undefined : last);
  return {
    holds: !missing,
    failure: () => `expected requests in this order:\n${comparisonTable(rows)}\n${at()}`,
    refusal: () => `expected requests in any other order than this:\n${comparisonTable(rows)}\n${at()}`,
  };
}

function noneAfter(n: number): string {
  return n === 0 ? '(none)' : `(none after entry ${n})`;
}
