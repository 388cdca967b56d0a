import { FakeController } from '../../fake-controller/fake-controller.js';
import type { FakeControllerOptions } from '../../fake-controller/options.js';
import type { Target } from '../target.js';
import { defaultFixtures } from '../default-fixtures.js';
import { fixtureScenario } from './fake-scenario.js';

export interface FakeTargetOptions extends Pick<FakeControllerOptions, 'revision' | 'seed'> {
  /** Default `none`: as a good server. */
  readonly quirks?: 'all' | 'none' | readonly string[];
}

/** Longer than a call that is about to end takes in this process. */
const settleMs = 10;

/**
 * The embedded fake, in this process, on the wall clock: what runs for ever must do so while the suite waits.
 * @throws UnknownQuirkError
 */
export async function fakeTarget(options: FakeTargetOptions = {}): Promise<Target> {
  const { revision, seed, quirks = 'none' } = options;
  const start = (): Promise<FakeController> =>
    FakeController.start({
      scenario: fixtureScenario,
      clock: 'real',
      races: 'seeded',
      // The fake checks the names.
      quirks: quirks as NonNullable<FakeControllerOptions['quirks']>,
      ...(revision === undefined ? {} : { revision }),
      ...(seed === undefined ? {} : { seed }),
    });
  let fake = await start();
  const client = fake.client();
  const { buildxVersion } = await client.rpc.info();
  await client.close();
  return {
    kind: 'fake',
    address: 'in this process',
    revision: fake.revision,
    info: buildxVersion ?? { package: '', version: '', revision: '' },
    fixtures: defaultFixtures,
    quirks,
    settleMs,
    connect: async (clientOptions) => fake.client(clientOptions),
    restart: async () => {
      await fake.stop();
      fake = await start();
    },
    close: () => fake.stop(),
  };
}
