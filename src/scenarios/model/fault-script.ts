import type { Http2ErrorCodeName } from '../../protocol/http2-error-code.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Duration } from '../../time/duration.js';
import type { FaultRpc } from './fault-rpc.js';
import type { TextMatch } from './match.js';
import type { RecordedDetail } from './recorded-build.js';

/**
 * Something that goes wrong between the client and the server (docs/faults.md).
 *
 * @since 0.1.0
 */
export interface FaultScript {
  /** Names the fault in messages to people. */
  readonly name?: string;
  /** The RPC in whose calls it strikes; of a scenario for BuildKit alone, by BuildKit's name. */
  readonly rpc: FaultRpc;
  /** Strikes only in calls about this session, which is known from the first request on. */
  readonly when?: { readonly ref: TextMatch };
  /** When in a call it strikes, once a call. Default: when the call is opened. */
  readonly at?: FaultTrigger;
  /** Strikes only in the nth call of its RPC since the scenario came into use, from 1, whatever the session. */
  readonly call?: number;
  /** How many times it strikes in all. Default 1; with `chance`, always. */
  readonly times?: number | 'always';
  /** How likely it strikes when it could, from 0 to 1, drawn from the fake's seed. Default 1. */
  readonly chance?: number;
  /** What it does. */
  readonly do: FaultAction;
}

/**
 * Whose messages: the client's (`'request'`) or the server's (`'response'`).
 *
 * @since 0.1.0
 */
export type FaultDirection = 'request' | 'response';

/**
 * When a fault strikes. Exactly one key, and the direction whose messages are meant (default `response`).
 *
 * @since 0.1.0
 */
export type FaultTrigger =
  /** When the call is opened. */
  | { readonly open: true; readonly direction?: FaultDirection }
  /** At the nth message, from 1, before it goes on. */
  | { readonly message: number; readonly direction?: FaultDirection }
  /** At the message with which so many bytes have come by in all. */
  | { readonly bytes: number; readonly direction?: FaultDirection }
  /** So long after the call was opened. */
  | { readonly after: Duration; readonly direction?: FaultDirection }
  /** When this barrier is released; the fault waits there from the opening on. */
  | { readonly barrier: string; readonly direction?: FaultDirection }
  /** When the server ends the call, in place of its status. */
  | { readonly end: true };

/**
 * What a fault does: to the call, to the connection, or to a message. Exactly one key.
 *
 * @since 0.1.0
 */
export type FaultAction = CallFaultAction | MessageFaultAction;

/**
 * What a fault does to the call, to its connection or to the server. Exactly one key.
 *
 * @since 0.1.0
 */
export type CallFaultAction =
  /** The call ends with this. */
  | { readonly status: FaultStatus }
  /** The call ends with trailers that carry no status. */
  | { readonly trailersWithoutStatus: true }
  /** The call's stream is reset: RST_STREAM with this code. */
  | { readonly reset: Http2ErrorCodeName }
  /** The connection takes no new calls (GOAWAY); `immediate` also ends those that are open, and hangs up. */
  | { readonly goaway: 'draining' | 'immediate' }
  /** The connection is lost. */
  | { readonly dropConnection: true }
  /** Nothing more goes this way, for ever: requests are not read, or responses not sent. */
  | { readonly stall: FaultDirection }
  /** Lets nothing go the trigger's way for so long. */
  | { readonly delay: Duration }
  /** The server dies. */
  | { readonly die: FaultDeath }
  /** The server handles the call, but what it says is lost: these steps answer in its place. */
  | { readonly answer: readonly AnswerStep[] };

/**
 * One step of an answer. Exactly one key. Where none ends the call, it stays open until its client goes.
 *
 * @since 0.1.0
 */
export type AnswerStep =
  /** Waits until so many requests have come in all, since the call was opened. */
  | { readonly expect: number }
  /** Waits for so long. */
  | { readonly wait: Duration }
  /** Sends a message as it goes over the wire, without gRPC's prefix. */
  | { readonly send: { readonly base64: string } }
  /** Ends the call with this status, which may be OK. */
  | { readonly end: FaultStatus };

/**
 * What a fault does to the message at which it strikes, or else to the next one. Exactly one key.
 *
 * @since 0.1.0
 */
export type MessageFaultAction =
  /** It comes so many times again. */
  | { readonly duplicate: number }
  /** It is lost. */
  | { readonly drop: true }
  /** It comes after the next so many. */
  | { readonly reorder: number }
  /** It is divided into so many, where that can be done: output, input and progress. */
  | { readonly split: number }
  /** So many become one, where that can be done: output, input and progress. */
  | { readonly join: number }
  /** It grows to this size in bytes, by a field that no revision has. */
  | { readonly oversize: number }
  /** Its bytes become ones that are no message. */
  | { readonly malformed: true }
  /** It is written as a neighbouring revision would; where that is the same, one field has another's wire type. */
  | { readonly wrongWireType: true };

/**
 * The status with which a call ends.
 *
 * @since 0.1.0
 */
export interface FaultStatus {
  /** The gRPC status. */
  readonly code: StatusCodeName;
  /** The text of `grpc-message`. Default: none. */
  readonly message?: string;
  /** Typed details of the status. Default: none. */
  readonly details?: readonly RecordedDetail[];
  /** Sends headers first, where no message has yet, so that the status comes in trailers of its own. Default false. */
  readonly headers?: boolean;
}

/**
 * How a server dies, and whether it comes back.
 *
 * @since 0.1.0
 */
export interface FaultDeath {
  /** After how long it listens again. Default 100 ms on sockets, at once in process. */
  readonly restart?: Duration;
  /** It never comes back. Default false. */
  readonly forGood?: boolean;
  /** The file of its unix socket stays, although nobody listens on it. Default false. */
  readonly leavesSocket?: boolean;
}
