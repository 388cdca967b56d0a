import { infoOf } from '../protocol/info.js';
import type { BuildxVersion } from '../protocol/messages.js';
import { defaultRevision, type Revision } from '../protocol/revision.js';
import { ChoosingScheduler } from '../time/choosing-scheduler.js';
import type { Timekeeper } from '../time/clock.js';
import { Random } from '../time/random.js';
import { RealClock } from '../time/real-clock.js';
import { scheduledBy, type Scheduler } from '../time/scheduler.js';
import { VirtualClock } from '../time/virtual-clock.js';
import { Barriers } from '../playback/barriers.js';
import { FaultLibrary } from '../playback/faults/fault-library.js';
import { Journal } from '../journal/journal.js';
import type { FakeControllerOptions } from './options.js';
import type { QuirkName } from './quirks/catalogue.js';
import { resolveQuirks } from './quirks/quirk-set.js';
import { ScriptLibrary } from '../playback/script-library.js';
import { randomStreams } from '../playback/random-streams.js';

/** The parts that stay when the server dies and is started again. */
export interface World {
  readonly revision: Revision;
  readonly info: BuildxVersion;
  readonly clock: Timekeeper;
  readonly random: Random;
  readonly races: 'usual' | 'seeded';
  readonly journal: Journal;
  readonly barriers: Barriers;
  readonly scripts: ScriptLibrary;
  readonly faults: FaultLibrary;
  readonly quirks: ReadonlySet<QuirkName>;
}

/**
 * Makes the world that a fake starts with.
 * @throws UnknownQuirkError
 */
export function worldOf(options: FakeControllerOptions, warn: (text: string) => void): World {
  const { revision = defaultRevision, quirks = 'all', seed = 0, races = 'usual' } = options;
  const clock = clockOf(options, seed);
  const journal = new Journal(clock, options.journal);
  return {
    revision,
    info: { ...infoOf(revision), ...definedOnly(options.info ?? {}) },
    clock,
    random: new Random(seed, randomStreams.server),
    races,
    journal,
    barriers: new Barriers(journal),
    scripts: new ScriptLibrary(options.onUnhandledRequest ?? 'error', warn),
    faults: new FaultLibrary(seed),
    quirks: resolveQuirks(quirks, revision),
  };
}

function clockOf({ clock = 'auto', epoch, schedule }: FakeControllerOptions, seed: number): Timekeeper {
  if (clock === 'real') return new RealClock();
  return new VirtualClock(clock, epoch === undefined ? undefined : +epoch, schedulerOf(schedule, seed));
}

function schedulerOf(schedule: FakeControllerOptions['schedule'], seed: number): Scheduler | undefined {
  if (schedule === undefined || schedule === 'arrival') return undefined;
  if (schedule === 'seeded') {
    const random = new Random(seed, randomStreams.order);
    return new ChoosingScheduler((labels) => random.integer(0, labels.length - 1));
  }
  return 'turn' in schedule ? schedule : scheduledBy(schedule);
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
