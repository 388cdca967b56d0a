import { didYouMean } from '../words/nearest.js';

/**
 * A barrier that no script in use comes to or releases; `code` is `'UNKNOWN_BARRIER'`.
 *
 * @since 0.1.0
 */
export class UnknownBarrierError extends Error {
  /** Always `'UNKNOWN_BARRIER'`, to tell it from other errors. */
  readonly code = 'UNKNOWN_BARRIER';

  /** @internal */
  constructor(name: string, known: readonly string[]) {
    const there =
      known.length === 0
        ? 'the scripts in use have no barriers'
        : `the scripts in use have ${known.map((each) => JSON.stringify(each)).join(', ')}`;
    super(`no script has a barrier ${JSON.stringify(name)}${didYouMean(name, known)}: ${there}`);
    this.name = 'UnknownBarrierError';
  }
}
