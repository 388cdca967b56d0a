/** There is no controller to test, or no engine to start one. */
export class TargetUnreachableError extends Error {
  readonly code = 'TARGET_UNREACHABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TargetUnreachableError';
  }
}
