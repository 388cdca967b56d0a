/** A typed detail of an error: an `Any` of `grpc-status-details-bin`; BuildKit's and buildx's are JSON. */
export interface ErrorDetail {
  readonly typeUrl: string;
  readonly value: Uint8Array;
  /** The value parsed, when the type URL ends in `+json` and it is JSON. */
  readonly json?: unknown;
}
