import type { Init, InvokeMessage, MethodName, RequestOf, ResponseOf, StatusResponse } from 'buildx-testkit/protocol';

/** The RPCs with one request and one reply. */
export type UnaryName = Exclude<MethodName, 'Status' | 'Input' | 'Invoke' | 'Inspect'>;

/** A stream that the server sends. */
export interface ServerStream {
  /** gRPC's status code; never rejects. */
  readonly ended: Promise<number>;
  readonly cancel: () => void;
}

/** A stream both ways. */
export interface DuplexStream extends ServerStream {
  /** Undefined when more may be sent at once, otherwise settles when it may. */
  readonly send: (message: Init<InvokeMessage>) => Promise<void> | undefined;
}

/** A client of the controller, made with whatever library a subject is used with. */
export interface BenchClient {
  /** Rejects with the library's own error. */
  unary<M extends UnaryName>(method: M, request: Init<RequestOf<M>>): Promise<ResponseOf<M>>;
  status(ref: string, onMessage: (message: StatusResponse) => void): ServerStream;
  invoke(onMessage: (message: InvokeMessage) => void): DuplexStream;
  readonly close: () => void;
}
