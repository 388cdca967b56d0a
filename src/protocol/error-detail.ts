/**
 * A typed detail of an error: an `Any` of `grpc-status-details-bin`; BuildKit's and buildx's are JSON.
 *
 * @since 0.1.0
 */
export interface ErrorDetail {
  /** The type, such as `github.com/moby/buildkit/errdefs.Vertex+json`; {@link DetailTypes} has those that are known. */
  readonly typeUrl: string;
  /** The detail as it came. */
  readonly value: Uint8Array;
  /** The value parsed, when the type URL ends in `+json` and it is JSON. */
  readonly json?: unknown;
}
