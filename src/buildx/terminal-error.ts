/**
 * A program at a terminal ended without what was waited for, or the terminal could not be made or resized; `code` is
 * `'TERMINAL'`.
 *
 * @since 0.1.0
 */
export class TerminalError extends Error {
  /** Always `'TERMINAL'`, to tell it from other errors. */
  readonly code = 'TERMINAL';

  /** @internal */
  constructor(message: string) {
    super(message);
    this.name = 'TerminalError';
  }
}
