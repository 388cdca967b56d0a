import { FakeController } from '../../fake-controller/fake-controller.js';
import { NotQuiescentError } from '../../playback/quiescence/not-quiescent-error.js';
import type { CallFilter } from '../../serving/call-filter.js';
import { transparent, type Middleware } from '../../fake-controller/handlers/middleware.js';
import type { FakeControllerOptions } from '../../fake-controller/options.js';
import type { Target } from '../trial/target.js';
import { defaultFixtures } from '../fixtures/default-fixtures.js';
import { fixtureScenario } from './fake-scenario.js';
import { setImmediate } from '../../time/host.js';
import { SharedClock } from '../../time/shared-clock.js';
import { VirtualClock } from '../../time/virtual-clock.js';

export interface FakeTargetOptions extends Pick<FakeControllerOptions, 'revision' | 'seed' | 'info'> {
  /** Whether races have their usual outcome, or one drawn from the seed. Default `'seeded'`. */
  readonly races?: 'usual' | 'seeded';
  /** Defects of the real server that it has. Default `'none'`: as a good server. */
  readonly quirks?: 'all' | 'none' | readonly string[];
  /** Breaks it on purpose. */
  readonly mutant?: Defect;
}

/** A deviation of the fake. */
interface Defect {
  /** What stands around its handlers; made anew at each start. */
  readonly handlers?: () => Middleware;
  /** What stands between it and the wire, if anything. */
  readonly bytes?: CallFilter;
}

/** After so many turns of the event loop, a handler has ended whose client has gone. */
const turnsToEnd = 50;

function leftoversOf(fake: FakeController): readonly string[] {
  try {
    fake.assertQuiescent({ sessions: true });
    return [];
  } catch (error) {
    if (!(error instanceof NotQuiescentError)) throw error;
    return error.leftovers.map(({ what, which, since }) => `${what} ${which} (${since})`);
  }
}

/**
 * How long a call that must stay open is watched, in milliseconds: longer than one that is about to end takes in this
 * process.
 */
const settleMs = 10;

/**
 * Makes a target of the embedded fake, in this process. Its time is virtual, and the suite waits by it: what never comes
 * is waited for until nothing else can happen, which takes next to no time.
 * @throws UnknownQuirkError
 */
export async function fakeTarget(options: FakeTargetOptions = {}): Promise<Target> {
  const { revision, seed, info, races = 'seeded', quirks = 'none', mutant } = options;
  // It outlives each fake, because the suite waits by it while the fake is started again.
  const clock = new VirtualClock('auto');
  const start = (scheduling: Pick<FakeControllerOptions, 'clock' | 'schedule'> = {}): FakeController => {
    const fakeOptions: FakeControllerOptions = {
      scenario: fixtureScenario,
      ...scheduling,
      races,
      // Few entries are kept, because nobody reads the journal, and a run may be long.
      journal: { entries: 16, bytes: 1_048_576 },
      // The cast is safe, because the fake checks the names.
      quirks: quirks as NonNullable<FakeControllerOptions['quirks']>,
      ...(revision === undefined ? {} : { revision }),
      ...(seed === undefined ? {} : { seed }),
      ...(info === undefined ? {} : { info }),
    };
    const time = scheduling.clock === undefined ? new SharedClock(clock) : undefined;
    return FakeController.startWith(fakeOptions, mutant?.handlers?.() ?? transparent, mutant?.bytes, time);
  };
  let fake = start();
  const client = fake.client();
  const { buildxVersion } = await client.rpc.info();
  await client.close();
  const known = {
    kind: 'fake' as const,
    address: 'in this process',
    revision: fake.revision,
    info: buildxVersion ?? { package: '', version: '', revision: '' },
    fixtures: defaultFixtures,
    quirks,
    settleMs,
  };
  return {
    ...known,
    clock,
    connect: async (clientOptions) => fake.client(clientOptions),
    restart: async () => {
      await fake.stop();
      fake = start();
    },
    // Time stands still meanwhile: a timer that is left must not run out while it is looked for.
    leftovers: () =>
      clock.hold(async () => {
        let left = leftoversOf(fake);
        for (let turn = 0; left.length > 0 && turn < turnsToEnd; turn += 1) {
          await new Promise((resolve) => setImmediate(resolve));
          left = leftoversOf(fake);
        }
        return left;
      }),
    scheduled: async (schedule) => {
      const other = start({ clock: 'manual', schedule });
      return { ...known, connect: async (clientOptions) => other.client(clientOptions), close: () => other.stop() };
    },
    close: async () => {
      await fake.stop();
      clock.stop();
    },
  };
}
