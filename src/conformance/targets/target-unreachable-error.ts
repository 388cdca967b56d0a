/**
 * There is no controller to test, or no engine to start one; `code` is `'TARGET_UNREACHABLE'`.
 *
 * @since 0.1.0
 */
export class TargetUnreachableError extends Error {
  /** Always `'TARGET_UNREACHABLE'`, to tell it from other errors. */
  readonly code = 'TARGET_UNREACHABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TargetUnreachableError';
  }
}
