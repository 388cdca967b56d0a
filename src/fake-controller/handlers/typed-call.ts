import type { MethodName, RequestOf, ResponseOf } from '../../protocol/methods.js';
import type { RpcCall } from '../../serving/rpc-call.js';

/** The server's end of one RPC of the controller, in messages. */
export interface TypedCall<M extends MethodName> extends RpcCall<M, RequestOf<M>, ResponseOf<M>> {}
