/** What a client puts on the wire of one stream, as it pleases. */
export interface EdgeRequest {
  /** Over those of a good call of `Info`; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes that follow; an empty message unless it says otherwise. */
  readonly body?: Uint8Array;
  /** The client's side stays open. */
  readonly open?: true;
}

/** What the server puts on the wire of it. */
export interface EdgeAnswer {
  readonly http?: number;
  readonly type?: string;
  /** `grpc-encoding` of the replies. */
  readonly encoding?: string;
  /** Of each reply, whether it is said to be compressed. */
  readonly replies?: readonly ('plain' | 'compressed')[];
  readonly code?: number;
  readonly message?: string;
  /** RST_STREAM, other than that which follows an answer. */
  readonly reset?: number;
  /** Nothing was said while a ping went there and back, and the client gave up. */
  readonly silent?: true;
}

/** One edge of the protocol. */
export interface Edge extends EdgeRequest {
  /** Reads after "a call". */
  readonly name: string;
  readonly answer: EdgeAnswer;
  /** The words of later releases, where they have others. */
  readonly later?: string;
}
