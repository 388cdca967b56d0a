/**
 * There is no `docker-buildx` where it was looked for; `code` is `'NO_BUILDX'`.
 *
 * @since 0.1.0
 */
export class BuildxNotFoundError extends Error {
  /** Always `'NO_BUILDX'`, to tell it from other errors. */
  readonly code = 'NO_BUILDX';
  /** Every path at which it was looked for, in order. */
  readonly looked: readonly string[];

  /** @internal */
  constructor(looked: readonly string[]) {
    super(
      `found no docker-buildx that can be run: looked at ${looked.join(', ') || 'no path'}; install it (in Debian the ` +
        'package docker-buildx), or say where it is with the option `program` or the variable BUILDX_TESTKIT_BUILDX',
    );
    this.name = 'BuildxNotFoundError';
    this.looked = looked;
  }
}
