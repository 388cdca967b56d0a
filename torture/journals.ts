import * as fc from 'fast-check';
import { FakeController } from '../src/fake-controller/fake-controller.js';
import type { Revision } from '../src/protocol/revision.js';
import { catalogue } from '../src/scenarios/catalogue/index.js';
import { clientSteps } from './arbitraries/client-steps.js';
import { walk } from './walk.js';

/** A scenario, and what clients do with it. */
const play = fc.record({
  entry: fc.constantFrom(...catalogue),
  revision: fc.constantFrom<Revision>('2023-04', '0.12'),
  seed: fc.nat({ max: 2 ** 31 - 1 }),
  schedule: fc.constantFrom('arrival' as const, 'seeded' as const),
  clients: fc.array(clientSteps(3, 8), { minLength: 1, maxLength: 3 }),
});

type Play = typeof play extends fc.Arbitrary<infer T> ? T : never;

/** The journals of `count` plays that follow from the seed: JSON lines, complete. */
export async function journalsOf(seed: number, count: number): Promise<readonly string[]> {
  const journals: string[] = [];
  for (const plan of fc.sample(play, { seed, numRuns: count })) journals.push(await journalOf(plan));
  return journals;
}

async function journalOf({ entry, clients, ...options }: Play): Promise<string> {
  // A call that only another call could move ends: its client does not wait for ever.
  await using fake = await FakeController.start({ ...options, races: 'seeded', onStuck: 'error', warn: () => {} });
  fake.use(entry.scenario);
  const all = clients.map(async (steps) => {
    const client = fake.client();
    for (const step of steps) await walk(client, step, (session) => `s${session}`);
  });
  await Promise.race([Promise.all(all), standstill(fake)]);
  return fake.journal.toJsonLines();
}

/** So many looks, a few milliseconds apart, at which nothing more has happened. */
const looks = 30;

/** Some plays stand still by intent, at a barrier that nobody releases: their journals are as good. */
async function standstill(fake: FakeController): Promise<void> {
  let before = -1;
  for (let quiet = 0; quiet < looks; quiet = before === fake.journal.count ? quiet + 1 : 0) {
    before = fake.journal.count;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
