import type { RaceInput, RaceWeights } from '../../arbitraries/races.js';
import type { RaceIntent, RaceKind } from '../../model/race-intent.js';
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
  /** Numbers of the processes that exit by themselves; all others are a `cat`. */
  readonly exiting: readonly number[];
  /** What a session has at the start. */
  prepared(drawn: Prepared, variant: number): Prepared;
  /** The kind of a command in this variant. */
  kindOf(drawn: RaceKind, variant: number): RaceKind;
  /** The process that a client attaches to. */
  processOf(intent: RaceIntent, client: number, clients: number): number;
}

interface BuildVariant {
  readonly prepared: (drawn: Prepared) => Prepared;
  /** The kinds that stand in place of three that do not go together. */
  readonly instead: Readonly<Record<'build' | 'begin-build' | 'disconnect', RaceKind>>;
}

const rebuilt: BuildVariant = {
  prepared: (drawn) => drawn,
  instead: { build: 'build', 'begin-build': 'build', disconnect: 'list' },
};
const fedLater: BuildVariant = {
  prepared: () => 'nothing',
  instead: { build: 'begin-build', 'begin-build': 'begin-build', disconnect: 'list' },
};
const disconnected: BuildVariant = {
  prepared: (drawn) => (drawn === 'nothing' ? 'processes' : drawn),
  instead: { build: 'list-processes', 'begin-build': 'list', disconnect: 'disconnect' },
};
const buildVariants = [rebuilt, fedLater, disconnected];

function buildVariant(variant: number): BuildVariant {
  return buildVariants[variant % buildVariants.length] ?? rebuilt;
}

/**
 * The clients build a session; or one of them is let in and waits for its stdin, while the others are refused; or they
 * disconnect it.
 */
export const raceOfBuilds: RaceTheme = {
  sessions: 1,
  manners: 'any',
  weights: { build: 4, 'begin-build': 3, disconnect: 3, list: 2, 'list-processes': 3, inspect: 1, type: 1, meet: 1 },
  exiting: [],
  prepared: (drawn, variant) => buildVariant(variant).prepared(drawn),
  kindOf: (drawn, variant) =>
    drawn === 'build' || drawn === 'begin-build' || drawn === 'disconnect'
      ? buildVariant(variant).instead[drawn]
      : drawn,
  processOf: ({ process }) => process,
};

/** Each client takes over the process of the next one, while that one types, or leaves. */
export const raceOfStreams: RaceTheme = {
  sessions: 1,
  manners: 'any',
  weights: { attach: 4, type: 4, 'start-another': 3, cancel: 1, 'list-processes': 3, list: 0.5, meet: 1 },
  exiting: [],
  prepared: () => 'processes',
  kindOf: (drawn) => drawn,
  processOf: (_intent, client, clients) => (client + 1) % clients,
};

/** All kinds of commands at once, which only a good server takes well. */
export const raceOfAll: RaceTheme = {
  sessions: 2,
  manners: 'good',
  weights: {
    build: 3,
    disconnect: 3,
    'disconnect-process': 2,
    start: 6,
    attach: 5,
    type: 2,
    cancel: 0.5,
    list: 1,
    'list-processes': 2,
    inspect: 1,
    meet: 0.5,
  },
  exiting: [1],
  prepared: (drawn) => (drawn === 'processes' ? 'one process' : drawn),
  kindOf: (drawn) => drawn,
  processOf: ({ process }) => process,
};
