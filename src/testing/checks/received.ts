import type { JournalEntry } from '../../journal/entry.js';
import { mismatches, type Comparison } from '../../scenarios/matching/comparison.js';
import { comparisonTable } from '../../scenarios/matching/comparison-table.js';
import { show } from '../../scenarios/matching/show.js';
import { compareRequest } from './compare-message.js';
import { journalAround, journalOf, type Journaled } from './journal-around.js';
import type { Verdict } from './verdict.js';
import type { RpcName } from './wanted.js';

/** A request, and how far it is from what is asked. */
interface Candidate {
  readonly entry: JournalEntry;
  readonly comparisons: readonly Comparison[];
}

/**
 * Whether a request of this RPC came, of which what is asked is true; with `times`, exactly so many.
 * @throws RangeError for an RPC that this fake does not have; TypeError when the subject has no journal
 */
export function received(subject: Journaled, rpc: RpcName, wanted?: unknown, times?: number): Verdict {
  checkName(subject, rpc);
  const journal = journalOf(subject);
  const all = candidatesOf(journal.filter({ kind: 'request', rpc }), rpc, wanted);
  const fitting = all.filter(({ comparisons }) => mismatches(comparisons).length === 0);
  const what = `${rpc}${wanted === undefined ? '' : ` with ${show(wanted)}`}`;
  return {
    holds: times === undefined ? fitting.length > 0 : fitting.length === times,
    failure: () => {
      const nearest = nearestOf(all);
      if (times !== undefined && (fitting.length > 0 || nearest === undefined)) {
        const last = fitting.at(-1)?.entry.n;
        return `expected ${times} requests of ${what}, and ${fitting.length} came\n${journalAround(journal, last)}`;
      }
      if (nearest === undefined) return `expected a request of ${what}, and no ${rpc} came\n${journalAround(journal)}`;
      const { n } = nearest.entry;
      const count = all.length === 1 ? 'the only one is' : `the closest of ${all.length} is`;
      return `expected a request of ${what}; ${count} entry ${n}:\n${comparisonTable(nearest.comparisons)}\n${journalAround(journal, n)}`;
    },
    refusal: () => {
      const n = fitting[0]?.entry.n;
      return `expected no request of ${what}, and entry ${n ?? 0} is one\n${journalAround(journal, n)}`;
    },
  };
}

/** A name that no RPC has could never come: a check that it did not would always hold. */
export function checkName(subject: unknown, rpc: RpcName): void {
  if (typeof subject !== 'object' || subject === null || !('requests' in subject)) return;
  if (typeof subject.requests === 'function') (subject as { requests(rpc: string): unknown }).requests(rpc);
}

/** Requests, each held against what is asked of it. */
export function candidatesOf(entries: readonly JournalEntry[], rpc: string, wanted: unknown): readonly Candidate[] {
  return entries.map((entry) => ({
    entry,
    comparisons: wanted === undefined ? [] : compareRequest(rpc, wanted, entry.message),
  }));
}

function nearestOf(all: readonly Candidate[]): Candidate | undefined {
  const differences = ({ comparisons }: Candidate): number => mismatches(comparisons).length;
  return all.reduce<Candidate | undefined>(
    (best, next) => (best === undefined || differences(next) < differences(best) ? next : best),
    undefined,
  );
}
