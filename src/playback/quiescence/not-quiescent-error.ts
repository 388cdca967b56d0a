import { unambiguousLine } from '../../words/unambiguous.js';

/**
 * One thing that is left.
 *
 * @since 0.1.0
 */
export interface Leftover {
  /** The kind of thing. */
  readonly what:
    | 'open call'
    | 'unread messages'
    | 'blocked writer'
    | 'pending timer'
    | 'held at barrier'
    | 'unused script'
    | 'unused fault'
    | 'unknown request'
    | 'session'
    | 'process';
  /** Which one of its kind: a call, a timer's label, a barrier, a script's place, a session's ref, a process's ID. */
  readonly which: string;
  /** Where it began, or what it is about. */
  readonly since: string;
}

/**
 * Something is left in a fake that was said to be done; `code` is `'NOT_QUIESCENT'`.
 *
 * @since 0.1.0
 */
export class NotQuiescentError extends Error {
  /** Always `'NOT_QUIESCENT'`, to tell it from other errors. */
  readonly code = 'NOT_QUIESCENT';
  /** Everything that is left, at least one thing. */
  readonly leftovers: readonly Leftover[];

  constructor(leftovers: readonly Leftover[]) {
    super(`the fake is not quiescent: ${leftovers.length} left\n${table(leftovers)}`);
    this.name = 'NotQuiescentError';
    this.leftovers = leftovers;
  }
}

function table(leftovers: readonly Leftover[]): string {
  const rows = leftovers.map(({ what, which, since }) => [what, which, since].map(unambiguousLine));
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}`,
    )
    .join('\n');
}
