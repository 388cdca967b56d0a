import type { Http2ErrorCodeName } from '../../protocol/http2-error-code.js';
import type { MethodName } from '../../protocol/methods.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Duration } from '../../time/duration.js';
import type { TextMatch } from './match.js';
import type { RecordedDetail } from './recorded-build.js';

/** Something that goes wrong between the client and the server (docs/faults.md). */
export interface FaultScript {
  /** For messages to people. */
  readonly name?: string;
  readonly rpc: MethodName | 'any';
  /** Only calls about this session; known from the first request on. */
  readonly when?: { readonly ref: TextMatch };
  /** Default: when the call is opened. Comes once a call. */
  readonly at?: FaultTrigger;
  /** Only the so many-th call of its RPC since the scenario came into use, from 1, whatever its session. */
  readonly call?: number;
  /** How many times it strikes in all. Default 1; with `chance`, always. */
  readonly times?: number | 'always';
  /** How likely it strikes when it could, from 0 to 1, drawn from the fake's seed. Default 1. */
  readonly chance?: number;
  readonly do: FaultAction;
}

export type FaultDirection = 'request' | 'response';

/** When a fault strikes. Exactly one key, and the direction whose messages are meant (default `response`). */
export type FaultTrigger =
  | { readonly open: true; readonly direction?: FaultDirection }
  /** At the nth message, from 1, before it goes on. */
  | { readonly message: number; readonly direction?: FaultDirection }
  /** At the message with which so many bytes have come by. */
  | { readonly bytes: number; readonly direction?: FaultDirection }
  /** So long after the opening. */
  | { readonly after: Duration; readonly direction?: FaultDirection }
  /** When this barrier is released; the fault waits there from the opening on. */
  | { readonly barrier: string; readonly direction?: FaultDirection }
  /** When the server ends the call, in place of its status. */
  | { readonly end: true };

/** What a fault does: to the call, to the connection, or to a message. Exactly one key. */
export type FaultAction = CallFaultAction | MessageFaultAction;

/** To the call, or to all that is under it. */
export type CallFaultAction =
  /** The call ends with this. */
  | { readonly status: FaultStatus }
  /** The call ends with trailers that carry no status. */
  | { readonly trailersWithoutStatus: true }
  /** RST_STREAM. */
  | { readonly reset: Http2ErrorCodeName }
  /** GOAWAY: the connection takes no new calls; `immediate` ends those that are open, and hangs up. */
  | { readonly goaway: 'draining' | 'immediate' }
  /** The connection is lost. */
  | { readonly dropConnection: true }
  /** Nothing more goes this way, for ever: requests are not read, or responses not sent. */
  | { readonly stall: FaultDirection }
  /** Nothing goes the trigger's way for so long. */
  | { readonly delay: Duration }
  /** The server dies. */
  | { readonly die: FaultDeath }
  /** The server does what it does, and is not heard: this is said in its place. */
  | { readonly answer: readonly AnswerStep[] };

/** One step of an answer. Exactly one key. Where none ends the call, it stays open until its client goes. */
export type AnswerStep =
  /** Waits until so many requests have come in all. */
  | { readonly expect: number }
  | { readonly wait: Duration }
  /** A message as it goes over the wire. */
  | { readonly send: { readonly base64: string } }
  /** The call ends with this; OK, too. */
  | { readonly end: FaultStatus };

/** To the message at which it strikes, or to the next one. */
export type MessageFaultAction =
  /** It comes so many times more. */
  | { readonly duplicate: number }
  | { readonly drop: true }
  /** It comes after the next so many. */
  | { readonly reorder: number }
  /** Into so many, where it can be divided: output, input, and progress. */
  | { readonly split: number }
  /** So many into one, where they can be joined: output, input, and progress. */
  | { readonly join: number }
  /** It has this size in bytes, by a field that nobody knows. */
  | { readonly oversize: number }
  /** Bytes that are no message. */
  | { readonly malformed: true }
  /** As a neighbouring revision would write it; where that is the same, with the wire type of another field. */
  | { readonly wrongWireType: true };

export interface FaultStatus {
  readonly code: StatusCodeName;
  /** Default: none. */
  readonly message?: string;
  readonly details?: readonly RecordedDetail[];
  /** Sends headers first, where no message has: the status comes in trailers of its own. Default false. */
  readonly headers?: boolean;
}

export interface FaultDeath {
  /** When it is there again. Default 100 ms on sockets, at once in process. */
  readonly restart?: Duration;
  /** It never is there again. Default false. */
  readonly forGood?: boolean;
  /** The file of its unix socket stays, with nobody behind it. Default false. */
  readonly leavesSocket?: boolean;
}
