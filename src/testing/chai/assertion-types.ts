import type { StatusCodeName } from '../../protocol/status-code.js';
import type { TextMatch } from '../../scenarios/model/match.js';
import type { OrderedRequest } from '../checks/received-in-order.js';
import type { RpcName, WantedRequest } from '../checks/wanted.js';

/**
 * What follows `expect(fake).to.have.received('Build')`.
 *
 * @since 0.1.0
 */
export interface ReceivedAssertion<N extends RpcName> {
  /** What is asked is true of one of these requests. */
  with(wanted: WantedRequest<N>): ReceivedAssertion<N>;
  /** Exactly so many of these requests came. */
  times(count: number): ReceivedAssertion<N>;
  /** Exactly one of these requests came. */
  readonly once: ReceivedAssertion<N>;
}

/**
 * What is received: one request, or several in an order.
 *
 * @since 0.1.0
 */
export interface Received {
  /** A request of this RPC came, of which what is asked is true. */
  <N extends RpcName>(rpc: N, wanted?: WantedRequest<N>): ReceivedAssertion<N>;
  /** These requests came one after the other, with whatever else between them. */
  readonly in: {
    /** The requests, each an RPC, or an RPC and what is asked of it. */
    order(...requests: readonly OrderedRequest[]): void;
  };
}

/**
 * What follows `expect(statuses).to.include.vertex(…)`; `that` changes nothing.
 *
 * @since 0.1.0
 */
export interface VertexAssertion {
  /** Changes nothing: `.that.failed`. */
  readonly that: VertexAssertion;
  /** Changes nothing: `.that.is.cached`. */
  readonly is: VertexAssertion;
  /** Changes nothing: `.that.failed.and.logged('…')`. */
  readonly and: VertexAssertion;
  /** It failed. */
  readonly failed: VertexAssertion;
  /** It came from the cache. */
  readonly cached: VertexAssertion;
  /** It ended well, and had to run for it. */
  readonly completed: VertexAssertion;
  /** It has logged a text, or something that an expression matches. */
  logged(text: string | RegExp): VertexAssertion;
}

/**
 * What chai's assertions have more with the plugin.
 *
 * @since 0.1.0
 */
export interface BuildAssertion {
  /** The fake, or its journal, has received a request. */
  readonly received: Received;
  /** The next is not so: `expect(fake).to.have.never.received('Inspect')`. */
  readonly never: { readonly received: Received };
  /** How a call ends: `await expect(call).to.end.with.status('CANCELLED')`. */
  readonly end: {
    /** Changes nothing. */
    readonly with: {
      /** With this status and, where they are asked for, these words. To be awaited. */
      status(code: StatusCodeName, message?: TextMatch | RegExp): Promise<void>;
    };
  };
  /** Changes nothing but how it reads: `.to.form.a.valid.history`. */
  readonly form: {
    /** Changes nothing. */
    readonly a: {
      /** Of a build that may go on. */
      readonly valid: { readonly history: void };
      /** Of a build that is over. */
      readonly complete: { readonly history: void };
    };
  };
  /** This progress has a vertex of this name: `.to.include.vertex('[2/2] RUN make').that.failed`. */
  vertex(name: string | RegExp): VertexAssertion;
  /** This progress has logged a text, or something that an expression matches. */
  logged(text: string | RegExp): void;
  /** The error has a typed detail, by its URL or its short name `errdefs.Build`, of which what is asked is true. */
  detail(type: string, wanted?: unknown): void;
}
