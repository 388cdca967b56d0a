/**
 * For tests of programs that build: what a client was told, what a fake received, how calls ended, as data, as
 * assertions and as snapshots. For any test runner; `/chai`, `/vitest` and `/jest` have the same in their own words.
 *
 * @packageDocumentation
 */
export {
  assertDetail,
  assertEnds,
  assertLogged,
  assertReceived,
  assertReceivedInOrder,
  assertValidHistory,
  assertVertex,
} from './assertions.js';
export { type CallEnd, endOf } from './calls/end-of.js';
export { exitCodeOf } from './calls/exit-code.js';
export { InvokeOutput } from './calls/invoke-output.js';
export { NoPromptError } from './calls/no-prompt-error.js';
export type { Journaled } from './checks/journal-around.js';
export type { OrderedRequest } from './checks/received-in-order.js';
export type { RpcName, Wanted, WantedRequest } from './checks/wanted.js';
export { BuildHistory } from './history/build-history.js';
export { historyProblems } from './history/history-problems.js';
export type { HistoryVertex, HistoryWarning, VertexState } from './history/history-vertex.js';
export { NoVertexError } from './history/no-vertex-error.js';
export type { Told, ToldItem, ToldLog, ToldStatus, ToldVertex, ToldWarning } from './history/told.js';
export { type HistoryEvent, historyEvents, type SnapshotOptions } from './snapshots/history-events.js';
export { journalData, journalText } from './snapshots/journal-snapshot.js';
export { progressText } from './snapshots/progress-text.js';
export { statusesText } from './snapshots/statuses-text.js';
