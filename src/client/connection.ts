/** Headers or trailers: lower-case keys; `-bin` keys carry bytes. */
export type Metadata = Readonly<Record<string, readonly (string | Uint8Array)[]>>;

/** How a call ended, as the client saw it. */
export interface CallStatus {
  readonly code: number;
  /** `grpc-message`, decoded. */
  readonly message: string;
  /** Trailing metadata, `grpc-status` and `grpc-message` left out. */
  readonly trailers: Metadata;
  /** The server had not begun with the call, which may be made again without anybody's knowledge. Known in process. */
  readonly refused?: true;
}

export interface CallOptions {
  readonly metadata?: Metadata;
  /** Milliseconds from now until the client gives up with DEADLINE_EXCEEDED; sent as `grpc-timeout`. None by default. */
  readonly deadlineMs?: number;
  /** Ends the call with CANCELLED when it is aborted; a promise of a unary call then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** What the other end says, in the order in which it came. `onStatus` comes once and last: nothing read is ever dropped. */
export interface CallListener {
  onHeaders(headers: Metadata): void;
  onMessage(bytes: Uint8Array): void;
  onStatus(status: CallStatus): void;
}

/** The client's end of one RPC, in bytes; all four kinds of RPC are this. */
export interface Call {
  /** Resolves when the transport has taken the message (its back-pressure); resolves also when the call is over. */
  send(message: Uint8Array): Promise<void>;
  halfClose(): void;
  /** Ends the call with CANCELLED; no effect when it is over. */
  cancel(): void;
  /** Stops taking messages from the other end, whose writer then blocks; `resume` goes on. Calls begin flowing. */
  pause(): void;
  resume(): void;
}

/** Where calls are made: a socket, or a fake in this process. */
export interface Connection {
  /** The address as given, for messages to people. */
  readonly address: string;
  open(path: string, options: CallOptions, listener: CallListener): Call;
  /** Ends calls that are still open with UNAVAILABLE. */
  close(): Promise<void>;
}
