import type { StatusCodeName } from '../../protocol/status-code.js';
import type { TextMatch } from '../../scenarios/model/match.js';
import { endOf } from '../calls/end-of.js';
import { endedWith } from '../checks/ended.js';
import { hasDetail } from '../checks/has-detail.js';
import { hasLogged, includesVertex, isValidHistory } from '../checks/history.js';
import type { Journaled } from '../checks/journal-around.js';
import { received } from '../checks/received.js';
import { type OrderedRequest, receivedInOrder } from '../checks/received-in-order.js';
import type { Verdict } from '../checks/verdict.js';
import type { RpcName, WantedRequest } from '../checks/wanted.js';
import type { VertexState } from '../history/history-vertex.js';
import type { Told } from '../history/told.js';

/**
 * What `expect` of vitest and jest has more with {@link matchers}.
 *
 * @since 0.1.0
 */
export interface BuildMatchers<R> {
  /** The fake, or its journal, has a request of this RPC of which what is asked is true. */
  toHaveReceived<N extends RpcName>(rpc: N, wanted?: WantedRequest<N>): R;
  /** The fake, or its journal, has exactly so many of them. */
  toHaveReceivedTimes<N extends RpcName>(times: number, rpc: N, wanted?: WantedRequest<N>): R;
  /** The fake, or its journal, has these requests one after the other, with whatever else between them. */
  toHaveReceivedInOrder(...requests: readonly OrderedRequest[]): R;
  /** The call, of this package's client or of grpc-js, or the promise, ends with this status. To be awaited. */
  toEndWithStatus(code: StatusCodeName, message?: TextMatch | RegExp): Promise<R>;
  /** A printer can make sense of this progress; with `ended`, of that of a build that is over. */
  toFormValidHistory(options?: { readonly ended?: boolean }): R;
  /** This progress has a vertex of this name and, where it is asked for, in this state. */
  toIncludeVertex(name: string | RegExp, state?: VertexState): R;
  /** A vertex of this progress, or this one, has logged a text, or something that an expression matches. */
  toHaveLogged(text: string | RegExp, vertex?: string | RegExp): R;
  /** The error has a typed detail, by its URL or its short name `errdefs.Build`, of which what is asked is true. */
  toHaveDetail(type: string, wanted?: unknown): R;
}

/**
 * What a matcher gives to `expect`.
 *
 * @since 0.1.0
 */
export interface MatcherResult {
  /** Whether it holds. */
  readonly pass: boolean;
  /** What is said where that is not what was expected. */
  readonly message: () => string;
}

/**
 * Matchers for vitest and jest: `expect.extend(matchers)`.
 *
 * @since 0.1.0
 */
export const matchers: {
  /** {@link BuildMatchers.toHaveReceived} */
  readonly toHaveReceived: (subject: Journaled, rpc: RpcName, wanted?: unknown) => MatcherResult;
  /** {@link BuildMatchers.toHaveReceivedTimes} */
  readonly toHaveReceivedTimes: (subject: Journaled, times: number, rpc: RpcName, wanted?: unknown) => MatcherResult;
  /** {@link BuildMatchers.toHaveReceivedInOrder} */
  readonly toHaveReceivedInOrder: (subject: Journaled, ...requests: readonly OrderedRequest[]) => MatcherResult;
  /** {@link BuildMatchers.toEndWithStatus} */
  readonly toEndWithStatus: (
    call: unknown,
    code: StatusCodeName,
    message?: TextMatch | RegExp,
  ) => Promise<MatcherResult>;
  /** {@link BuildMatchers.toFormValidHistory} */
  readonly toFormValidHistory: (told: Told, options?: { readonly ended?: boolean }) => MatcherResult;
  /** {@link BuildMatchers.toIncludeVertex} */
  readonly toIncludeVertex: (told: Told, name: string | RegExp, state?: VertexState) => MatcherResult;
  /** {@link BuildMatchers.toHaveLogged} */
  readonly toHaveLogged: (told: Told, text: string | RegExp, vertex?: string | RegExp) => MatcherResult;
  /** {@link BuildMatchers.toHaveDetail} */
  readonly toHaveDetail: (error: unknown, type: string, wanted?: unknown) => MatcherResult;
} = {
  toHaveReceived: (subject, rpc, wanted) => resultOf(received(subject, rpc, wanted)),
  toHaveReceivedTimes: (subject, times, rpc, wanted) => resultOf(received(subject, rpc, wanted, times)),
  toHaveReceivedInOrder: (subject, ...requests) => resultOf(receivedInOrder(subject, requests)),
  toEndWithStatus: async (call, code, message) => resultOf(endedWith(await endOf(call), code, message)),
  toFormValidHistory: (told, options) => resultOf(isValidHistory(told, options)),
  toIncludeVertex: (told, name, state) => resultOf(includesVertex(told, name, state)),
  toHaveLogged: (told, text, vertex) => resultOf(hasLogged(told, text, vertex)),
  toHaveDetail: (error, type, wanted) => resultOf(hasDetail(error, type, wanted)),
};

function resultOf({ holds, failure, refusal }: Verdict): MatcherResult {
  return { pass: holds, message: () => (holds ? refusal() : failure()) };
}
