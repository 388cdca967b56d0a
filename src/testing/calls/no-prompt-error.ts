/**
 * A process ended, or was given up, before it showed what was waited for; `code` is `'NO_PROMPT'`.
 *
 * @since 0.1.0
 */
export class NoPromptError extends Error {
  /** Always `'NO_PROMPT'`, to tell it from other errors. */
  readonly code = 'NO_PROMPT';

  /** @internal */
  constructor(wanted: string, stdout: string, stderr: string) {
    super(
      `the call ended, and ${wanted} did not come; since the last prompt there came ${JSON.stringify(stdout)}${
        stderr === '' ? '' : `, and on stderr in all ${JSON.stringify(stderr)}`
      }`,
    );
    this.name = 'NoPromptError';
  }
}
