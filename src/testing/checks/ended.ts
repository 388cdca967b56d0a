import { type StatusCodeName, statusCodes } from '../../protocol/status-code.js';
import { comparisonTable } from '../../scenarios/matching/comparison-table.js';
import { mismatches, type Comparison } from '../../scenarios/matching/comparison.js';
import type { TextMatch } from '../../scenarios/model/match.js';
import { didYouMean } from '../../words/nearest.js';
import type { CallEnd } from '../calls/end-of.js';
import { compareMessage } from './compare-message.js';
import type { Verdict } from './verdict.js';

/** Whether a call ended with this status and, where it is asked for, these words. @throws RangeError for a name that no code has */
export function endedWith(end: CallEnd, code: StatusCodeName, message?: TextMatch | RegExp): Verdict {
  if (!Object.hasOwn(statusCodes, code))
    throw new RangeError(`gRPC has no status ${JSON.stringify(code)}${didYouMean(code, Object.keys(statusCodes))}`);
  const rows: readonly Comparison[] = [
    { path: 'code', expected: code, seen: end.codeName, matches: end.code === statusCodes[code] },
    ...(message === undefined
      ? [{ path: 'message', expected: '(any)', seen: JSON.stringify(end.message), matches: true }]
      : compareMessage({ message }, { message: end.message })),
  ];
  return {
    holds: mismatches(rows).length === 0,
    failure: () => `expected the call to end otherwise:\n${comparisonTable(rows)}`,
    refusal: () => `expected the call to end in any other way than ${end.codeName} ${JSON.stringify(end.message)}`,
  };
}
