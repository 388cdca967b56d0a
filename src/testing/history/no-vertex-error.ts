/**
 * A history tells of no vertex that was asked for; `code` is `'NO_VERTEX'`.
 *
 * @since 0.1.0
 */
export class NoVertexError extends Error {
  /** Always `'NO_VERTEX'`, to tell it from other errors. */
  readonly code = 'NO_VERTEX';

  /** @internal */
  constructor(message: string) {
    super(message);
    this.name = 'NoVertexError';
  }
}
