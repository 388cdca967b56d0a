import type { StatusCodeName } from '../protocol/status-code.js';
import type { TextMatch } from '../scenarios/model/match.js';
import { type CallEnd, endOf } from './calls/end-of.js';
import { endedWith } from './checks/ended.js';
import { hasDetail } from './checks/has-detail.js';
import { hasLogged, includesVertex, isValidHistory } from './checks/history.js';
import type { Journaled } from './checks/journal-around.js';
import { received } from './checks/received.js';
import { type OrderedRequest, receivedInOrder } from './checks/received-in-order.js';
import { assertVerdict } from './checks/verdict.js';
import type { RpcName, WantedRequest } from './checks/wanted.js';
import { BuildHistory } from './history/build-history.js';
import type { HistoryVertex, VertexState } from './history/history-vertex.js';
import type { Told } from './history/told.js';

/**
 * A request of this RPC came, of which what is asked is true; with `times`, exactly so many, and 0 is none.
 *
 * @example assertReceived(fake, 'Build', { target: 'test' });
 * @throws AssertionError that shows the closest request beside what was asked, and the journal around it; RangeError for
 * an RPC that this fake does not have
 * @since 0.1.0
 */
export function assertReceived<N extends RpcName>(
  fake: Journaled,
  rpc: N,
  wanted?: WantedRequest<N>,
  { times }: { readonly times?: number } = {},
): void {
  assertVerdict(received(fake, rpc, wanted, times), 'assertReceived', assertReceived);
}

/**
 * These requests came one after the other, with whatever else between them.
 *
 * @example assertReceivedInOrder(fake, ['Build', ['Invoke', { kind: 'init' }], 'Disconnect']);
 * @throws AssertionError that shows which of them came; RangeError for an RPC that this fake does not have
 * @since 0.1.0
 */
export function assertReceivedInOrder(fake: Journaled, requests: readonly OrderedRequest[]): void {
  assertVerdict(receivedInOrder(fake, requests), 'assertReceivedInOrder', assertReceivedInOrder);
}

/**
 * A call ends with this status and, where it is asked for, these words: a text that they equal, or an expression that
 * matches them. Takes whatever `endOf` takes, and gives how the call ended.
 *
 * @example await assertEnds(invoke, 'UNKNOWN', /exit code: 7/);
 * @throws AssertionError; RangeError for a name that no status has; TypeError for what is no call
 * @since 0.1.0
 */
export async function assertEnds(call: unknown, code: StatusCodeName, message?: TextMatch | RegExp): Promise<CallEnd> {
  const end = await endOf(call);
  assertVerdict(endedWith(end, code, message), 'assertEnds', assertEnds);
  return end;
}

/**
 * A printer can make sense of this progress: `historyProblems` finds none.
 *
 * @throws AssertionError with all problems; TypeError when there is no progress in what is given
 * @since 0.1.0
 */
export function assertValidHistory(told: Told, options: { readonly ended?: boolean } = {}): void {
  assertVerdict(isValidHistory(told, options), 'assertValidHistory', assertValidHistory);
}

/**
 * This progress has a vertex of this name and, where it is asked for, in this state; gives it.
 *
 * @example assert.match(assertVertex(statuses, '[2/2] RUN make', 'failed').error, /exit code: 2/);
 * @throws AssertionError with what was told; TypeError when there is no progress in what is given
 * @since 0.1.0
 */
export function assertVertex(told: Told, name: string | RegExp, state?: VertexState): HistoryVertex {
  assertVerdict(includesVertex(told, name, state), 'assertVertex', assertVertex);
  return new BuildHistory(told).vertex(name);
}

/**
 * A vertex of this progress has logged a text, or something that an expression matches: the one that is named, or any.
 *
 * @example assertLogged(statuses, /1 failing/, /npm test/);
 * @throws AssertionError with what was logged; NoVertexError when none has that name
 * @since 0.1.0
 */
export function assertLogged(told: Told, text: string | RegExp, vertex?: string | RegExp): void {
  assertVerdict(hasLogged(told, text, vertex), 'assertLogged', assertLogged);
}

/**
 * An error has a typed detail, by its URL or its short name, of whose JSON what is asked is true.
 *
 * @example assertDetail(error, 'gatewayapi.ExitMessage', { Code: 7 });
 * @throws AssertionError with the details that there are
 * @since 0.1.0
 */
export function assertDetail(error: unknown, type: string, wanted?: unknown): void {
  assertVerdict(hasDetail(error, type, wanted), 'assertDetail', assertDetail);
}
