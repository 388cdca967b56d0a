import type { RaceInput, RaceWeights } from '../../arbitraries/races.js';
import type { RaceIntent } from '../../model/race-intent.js';
import type { Manners } from '../../model/state.js';

type Prepared = RaceInput['prepared'][number];

/**
 * What clients do at once. Not everything may meet on one session of a real server: some die of a process that starts
 * during a build, or of a build that ends in a session which was made anew (docs/real-controller.md §1 (16), §5.10).
 */
export interface RaceTheme {
  readonly sessions: number;
  readonly manners: Manners;
  readonly weights: RaceWeights;
  /** What is in a session at the start. */
  prepared(session: number, drawn: Prepared): Prepared;
  /** The session that a command is about. */
  sessionOf(intent: RaceIntent): number;
  /** The processes that exit by themselves; all others are a `cat`. */
  readonly exiting: readonly number[];
  /** The process that a client attaches to. */
  processOf(intent: RaceIntent, client: number, clients: number): number;
}

const rebuilt = 0;
const fedLater = 1;
const disconnected = 2;

/** Builds of one session, of which one at a time is let in, and Disconnect of another. */
export const raceOfBuilds: RaceTheme = {
  sessions: 3,
  manners: 'any',
  exiting: [],
  weights: {
    build: 4,
    'begin-build': 3,
    disconnect: 2,
    list: 2,
    'list-processes': 2,
    inspect: 1,
    type: 1,
    cancel: 0.5,
    meet: 1,
  },
  prepared: (session, drawn) => (session === fedLater ? 'nothing' : drawn),
  sessionOf: ({ kind, session }) => {
    if (kind === 'build') return rebuilt;
    if (kind === 'begin-build') return fedLater;
    return kind === 'disconnect' ? disconnected : session;
  },
  processOf: ({ process }) => process,
};

/** Each client takes the process of the next over, while that one types, or leaves. */
export const raceOfStreams: RaceTheme = {
  sessions: 1,
  manners: 'any',
  exiting: [],
  weights: { attach: 4, type: 5, 'start-another': 2, cancel: 1, 'list-processes': 2, list: 0.5, meet: 1 },
  prepared: () => 'processes',
  sessionOf: () => 0,
  processOf: (_intent, client, clients) => (client + 1) % clients,
};

/** Everything at once, as only a good server takes it. */
export const raceOfAll: RaceTheme = {
  sessions: 2,
  manners: 'good',
  exiting: [1],
  weights: {
    build: 3,
    disconnect: 3,
    'disconnect-process': 2,
    start: 5,
    attach: 4,
    type: 3,
    cancel: 1,
    list: 1,
    'list-processes': 2,
    inspect: 1,
    meet: 1,
  },
  prepared: (_session, drawn) => (drawn === 'processes' ? 'one process' : drawn),
  sessionOf: ({ session }) => session,
  processOf: ({ process }) => process,
};
