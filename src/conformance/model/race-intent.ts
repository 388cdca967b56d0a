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

/** As `Intent`, before it is known what is there; what a kind has no use for is passed over. */
export interface RaceIntent {
  readonly kind: RaceKind;
  readonly session: number;
  readonly process: number;
  /** Counted round among the client's own streams. */
  readonly stream: number;
  readonly rollback: boolean;
}
