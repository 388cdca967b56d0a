/** The bytes of a session, which travel in the messages of a call and are cut anywhere. */
export interface BytePipe {
  /** The next bytes; undefined when the client has half-closed. Rejects when the call is cancelled or lost. */
  receive(): Promise<Uint8Array | undefined>;
  /** Resolves when the transport has taken the bytes; false when the call is over. */
  send(bytes: Uint8Array): Promise<boolean>;
}
