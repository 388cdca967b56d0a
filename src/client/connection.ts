/** Headers or trailers: lower-case keys; `-bin` keys carry bytes. */
export type Metadata = Readonly<Record<string, readonly (string | Uint8Array)[]>>;

/** How a call ended, as the client saw it. */
export interface CallStatus {
  readonly code: number;
  /** The text of `grpc-message`, decoded. */
  readonly message: string;
  /** Trailing metadata but `grpc-status` and `grpc-message`. */
  readonly trailers: Metadata;
  /** The server had not begun with the call, which may be made again without anybody's knowledge. Known in process. */
  readonly refused?: true;
}

export interface CallOptions {
  readonly metadata?: Metadata;
  /**
   * How long the client waits before it gives up with DEADLINE_EXCEEDED, in milliseconds; sent as `grpc-timeout`.
   * Default: for ever.
   */
  readonly deadlineMs?: number;
  /** Ends the call with CANCELLED when it is aborted; a promise of a unary call then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Hears what the other end says, in the order in which it came. `onStatus` is called once and last; nothing that was
 * read is ever dropped.
 */
export interface CallListener {
  onHeaders(headers: Metadata): void;
  onMessage(bytes: Uint8Array): void;
  onStatus(status: CallStatus): void;
}

/** The client's end of one RPC, in bytes; it serves for all four kinds of RPC. */
export interface Call {
  /**
   * Sends a message. Resolves when the transport has taken it, which may take time under back-pressure, or when the
   * call is over.
   */
  send(message: Uint8Array): Promise<void>;
  /** Tells the server that no more messages come; what it sends still arrives. */
  halfClose(): void;
  /** Ends the call with CANCELLED; has no effect when it is over. */
  cancel(): void;
  /**
   * Stops taking messages from the other end, whose writer then waits; `resume` goes on. Calls are not paused at first.
   */
  pause(): void;
  /** Reads on after {@link pause}. */
  resume(): void;
}

/** Where calls are made: a socket, or a fake in this process. */
export interface Connection {
  /** The address as it was given, for messages to people. */
  readonly address: string;
  open(path: string, options: CallOptions, listener: CallListener): Call;
  /** Closes the connection. Calls that are still open end with UNAVAILABLE. */
  close(): Promise<void>;
}
