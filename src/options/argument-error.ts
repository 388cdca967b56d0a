import { unambiguous } from '../words/unambiguous.js';

/**
 * A function of this package was given what it cannot take: an option that it does not have, or a value that is none of
 * those that it knows; `code` is `'BAD_ARGUMENT'`. The text says which function, which argument or option, what was
 * given, and what to give instead.
 *
 * @since 0.1.0
 */
export class ArgumentError extends Error {
  /** Always `'BAD_ARGUMENT'`, to tell it from other errors. */
  readonly code = 'BAD_ARGUMENT';
  /** The function, such as `FakeController.start`. */
  readonly where: string;

  constructor(where: string, complaint: string) {
    super(unambiguous(`${where}: ${complaint}`));
    this.name = 'ArgumentError';
    this.where = where;
  }
}
