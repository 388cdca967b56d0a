/**
 * A controller cannot be compared with the fake, because it lacks the builds and programs that the histories are about;
 * `code` is `'NOTHING_TO_PLAY'`.
 */
export class NothingToPlayError extends Error {
  /** Always `'NOTHING_TO_PLAY'`, to tell it from other errors. */
  readonly code = 'NOTHING_TO_PLAY';
  constructor() {
    super('the target has no programs, or no build that takes long: histories need both (see conformance fixtures)');
    this.name = 'NothingToPlayError';
  }
}
