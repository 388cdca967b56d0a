import type { ErrorDetail } from '../protocol/error-detail.js';
import type { FaultsOfCall } from '../playback/faults/faults-of-call.js';
import type { RpcFailure } from '../playback/rpc-failure.js';
import type { FaultRpc } from '../scenarios/model/fault-rpc.js';
import type { ServerCall } from '../transport/server-call.js';
import type { FaultReach } from './check-faults.js';
import type { RequestReader } from './request-reader.js';
import type { ServerLife } from './server-life.js';
import type { AnyRpc, RpcCall, RpcName } from './rpc-call.js';

/** A call as its service is given it: whoever serves it knows the types of its messages. */
export type UntypedCall = RpcCall<RpcName, unknown, unknown>;

/** An RPC that was found. */
export interface FoundRpc {
  readonly rpc: AnyRpc;
  /** The same RPC in another revision, for faults that need one. */
  readonly other: AnyRpc;
  /** The faults that may strike in this call. */
  readonly faults: FaultsOfCall;
  /** Which of Go's libraries reads its requests, and words what is wrong with them. Default: `golang`. */
  readonly reader?: RequestReader;
  /** Whether its messages stay out of the journal, because what they carry is told there by itself. Default: no. */
  readonly quiet?: boolean;
  /** Serves the call, which ends with OK when this resolves, and with an error when it rejects with an RpcFailure. */
  serve(call: UntypedCall): Promise<void>;
}

/** What a fake speaks: its services, and what is particular about their errors. */
export interface Protocol<L extends ServerLife> {
  /** What the server is called in errors: `the controller`. */
  readonly server: string;
  /** The largest request in bytes that is taken. */
  readonly requestLimit: number;
  /** Finds the RPC that a call is for; undefined where the server has none such. */
  find(life: L, call: ServerCall): FoundRpc | undefined;
  /** Whether there is a service of that full name. */
  hasService(service: string): boolean;
  /** What an RPC that a fault names is here. */
  reachOf(rpc: FaultRpc): FaultReach;
  /** The details that an error has on the wire. */
  detailsOf(life: L, failure: RpcFailure, message: string): readonly ErrorDetail[];
}
