/** What a client can do while others act; at `meet` it waits until all others are there, or have done all they do. */
export type RaceKind =
  | 'list'
  | 'list-processes'
  | 'inspect'
  | 'disconnect'
  | 'disconnect-process'
  | 'build'
  | 'begin-build'
  | 'start'
  | 'start-another'
  | 'attach'
  | 'type'
  | 'cancel'
  | 'meet';

/**
 * A command of a race before it is known what is there, as `Intent` is one; fields that a kind has no use for are
 * passed over.
 */
export interface RaceIntent {
  readonly kind: RaceKind;
  readonly session: number;
  readonly process: number;
  /** Which stream it is, counted round among the client's own. */
  readonly stream: number;
  readonly rollback: boolean;
}
