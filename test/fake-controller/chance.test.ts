import { expect } from 'chai';
import { FaultLibrary } from '../../src/playback/faults/fault-library.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import type { FakeControllerOptions } from '../../src/fake-controller/options.js';
import { defaultFixtures } from '../../src/conformance/fixtures/default-fixtures.js';
import type { FaultScript } from '../../src/scenarios/model/fault-script.js';

/** As people count seeds up from 0. */
const seeds = 400;

/** How often something comes that is so likely, in `of` trials: within five standard deviations. */
function expectShare(count: number, of: number, chance: number, what: string): void {
  const deviation = Math.sqrt(of * chance * (1 - chance));
  expect(count, what).to.be.within(of * chance - 5 * deviation, of * chance + 5 * deviation);
}

/** For how many of the seeds something comes. */
async function countSeeds(
  options: FakeControllerOptions,
  comes: (fake: FakeController) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for (let seed = 0; seed < seeds; seed++) {
    await using fake = await FakeController.start({ ...options, seed });
    if (await comes(fake)) count++;
  }
  return count;
}

const refused = (fake: FakeController): Promise<boolean> =>
  fake
    .client()
    .rpc.info()
    .then(
      () => false,
      () => true,
    );

const fault = (chance: number): FaultScript => ({
  rpc: 'Info',
  chance,
  do: { status: { code: 'UNAVAILABLE', message: 'by chance' } },
});

describe('chance over consecutive seeds', () => {
  for (const chance of [0.01, 0.05, 0.2, 0.5, 0.9]) {
    it(`lets a fault of ${chance} strike the first call as often as that`, () => {
      const many = 20_000;
      const struck = Array.from({ length: many }, (_, seed) => {
        const library = new FaultLibrary(seed);
        library.use({ faults: [fault(chance)] }, () => true);
        return library.of('Info')[0]?.strikes();
      }).filter((strikes) => strikes === true).length;
      expectShare(struck, many, chance, 'first calls');
    });
  }

  it('does so for whoever calls', async () => {
    expectShare(await countSeeds({ scenario: { faults: [fault(0.2)] } }, refused), seeds, 0.2, 'first calls');
  });

  it('has faults of one scenario strike apart from each other', async () => {
    const second: FaultScript = { ...fault(0.5), rpc: 'List' };
    const both = await countSeeds({ scenario: { faults: [fault(0.5), second] } }, async (fake) => {
      const failed = await refused(fake);
      const listed = await fake
        .client()
        .rpc.list()
        .then(
          () => false,
          () => true,
        );
      return failed && listed;
    });
    expectShare(both, seeds, 0.25, 'both');
  });

  it('lists two sessions in either order', async () => {
    const swapped = await countSeeds({ quirks: 'all' }, async (fake) => {
      const client = fake.client();
      for (const ref of ['a', 'b']) {
        const status = client.rpc.status({ ref });
        await client.rpc.build({ ref, options: defaultFixtures.builds.succeeds });
        await status.status;
      }
      return (await client.rpc.list()).refs[0] === 'b';
    });
    expectShare(swapped, seeds, 0.5, 'swapped');
  });

  it('lets either of two calls come first where order is drawn', async () => {
    const swapped = await countSeeds({ schedule: 'seeded' }, async (fake) => {
      const order: string[] = [];
      const tell = (name: string) => () => void order.push(name);
      const [one, other] = [fake.client(), fake.client()];
      await Promise.all([one.rpc.info().then(tell('one')), other.rpc.info().then(tell('other'))]);
      return order[0] === 'other';
    });
    expectShare(swapped, seeds, 0.5, 'swapped');
  });
});
