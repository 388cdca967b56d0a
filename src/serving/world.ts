import { Journal } from '../journal/journal.js';
import { Barriers } from '../playback/barriers.js';
import { FaultLibrary } from '../playback/faults/fault-library.js';
import { randomStreams } from '../playback/random-streams.js';
import { ScriptLibrary } from '../playback/script-library.js';
import { ChoosingScheduler } from '../time/choosing-scheduler.js';
import type { Timekeeper } from '../time/clock.js';
import { CallNumbers } from '../transport/call-numbers.js';
import { Random } from '../time/random.js';
import { RealClock } from '../time/real-clock.js';
import { scheduledBy, type Scheduler } from '../time/scheduler.js';
import { VirtualClock } from '../time/virtual-clock.js';
import type { FakeOptions } from './fake-options.js';

/** The parts that stay when the server dies and is started again. */
export interface World {
  readonly clock: Timekeeper;
  readonly random: Random;
  /** Numbers calls in either direction. */
  readonly numbers: CallNumbers;
  readonly races: 'usual' | 'seeded';
  readonly journal: Journal;
  readonly barriers: Barriers;
  readonly scripts: ScriptLibrary;
  readonly faults: FaultLibrary;
}

/** Makes the world that a fake starts with, with a clock of its own unless one is shared with it. */
export function worldOf(options: FakeOptions, warn: (text: string) => void, sharedClock?: Timekeeper): World {
  const { seed = 0, races = 'usual' } = options;
  const clock = sharedClock ?? clockOf(options, seed);
  const journal = new Journal(clock, options.journal);
  return {
    clock,
    random: new Random(seed, randomStreams.server),
    numbers: new CallNumbers(),
    races,
    journal,
    barriers: new Barriers(journal),
    scripts: new ScriptLibrary(options.onUnhandledRequest ?? 'error', warn),
    faults: new FaultLibrary(seed),
  };
}

function clockOf({ clock = 'auto', epoch, schedule }: FakeOptions, seed: number): Timekeeper {
  if (clock === 'real') return new RealClock();
  return new VirtualClock(clock, epoch === undefined ? undefined : +epoch, schedulerOf(schedule, seed));
}

function schedulerOf(schedule: FakeOptions['schedule'], seed: number): Scheduler | undefined {
  if (schedule === undefined || schedule === 'arrival') return undefined;
  if (schedule === 'seeded') {
    const random = new Random(seed, randomStreams.order);
    return new ChoosingScheduler((labels) => random.integer(0, labels.length - 1));
  }
  return 'turn' in schedule ? schedule : scheduledBy(schedule);
}
