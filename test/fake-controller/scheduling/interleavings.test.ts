import { expect } from 'chai';
import fc from 'fast-check';
import { interleavings } from '../../../src/conformance/arbitraries/interleavings.js';
import { FakeController, type FakeControllerOptions } from '../../../src/index.js';
import { scheduleOf } from '../../../src/time/choosing-scheduler.js';

type Schedule = NonNullable<FakeControllerOptions['schedule']>;

/** Two Builds of one ref at once: who comes first wins, the other is told `build ongoing`. */
async function race(schedule: Schedule): Promise<{ readonly winner: 'first' | 'second'; readonly journal: string }> {
  await using fake = await FakeController.start({ schedule, quirks: 'none' });
  const client = fake.client();
  const build = () =>
    client.rpc.build({ ref: 'r', options: { contextPath: '.' } }).then(
      () => true,
      () => false,
    );
  const [first, second] = await Promise.all([build(), build()]);
  expect([first, second].filter(Boolean)).to.have.length(1);
  return { winner: first ? 'first' : 'second', journal: fake.journal.toText() };
}

describe('The order of events', () => {
  it('is that in which they come up, by default', async () => {
    expect((await race('arrival')).winner).to.equal('first');
  });

  it('is drawn from the seed, and the same for the same seed', async () => {
    const winners = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const journals: string[] = [];
      for (let round = 0; round < 2; round++) {
        await using fake = await FakeController.start({ schedule: 'seeded', seed, quirks: 'none' });
        const client = fake.client();
        await Promise.allSettled([1, 2].map(() => client.rpc.build({ ref: 'r', options: { contextPath: '.' } })));
        journals.push(fake.journal.toText());
        const [refused] = fake.journal.filter({ kind: 'status' }).filter(({ status }) => status?.code !== 0);
        winners.add(`${refused?.call}`);
      }
      expect(journals[0]).to.equal(journals[1]);
    }
    expect([...winners].toSorted()).to.deep.equal(['1', '2']);
  });

  it('is chosen and printed by fc.scheduler()', async () => {
    const failure = await fc.check(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const { winner } = await s.waitFor(race(s));
        return winner === 'first';
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(failure.failed, 'some order lets the second Build win').to.equal(true);
    expect(fc.stringify(failure.counterexample)).to.contain('Build#2');
  });

  it('is generated, shrunk and printed as a list that can be pasted back', async () => {
    const failure = await fc.check(
      fc.asyncProperty(interleavings(), async (schedule) => (await race(schedule)).winner === 'first'),
      { numRuns: 200, seed: 2 },
    );
    expect(failure.failed).to.equal(true);
    const [printed] = failure.counterexample!.map((value) => fc.stringify(value));
    const [, list] = /^scheduleOf\((.*)\)$/s.exec(printed!)!;
    const order = JSON.parse(list!) as string[];
    expect((await race(scheduleOf(order))).winner).to.equal('second');
    // Shrunk: nothing but the two first messages has changed places.
    expect(order.indexOf('Build#2 -> message')).to.be.lessThan(order.indexOf('Build#1 -> message'));
  });
});
