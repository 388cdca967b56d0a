import { expect } from 'chai';
import fc from 'fast-check';
import { FakeController } from '../../../src/index.js';

async function builds(schedule: fc.Scheduler): Promise<string> {
  await using fake = await FakeController.start({ schedule });
  const client = fake.client();
  await Promise.all(['a', 'b'].map((ref) => client.build({ contextPath: '.' }, { ref })));
  return fake.journal.toText();
}

describe('A scheduler of fast-check that the test does not drive', () => {
  it('goes on by itself, and chooses the order', async () => {
    const journals = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        journals.add(await builds(s));
      }),
      { numRuns: 10, seed: 1 },
    );
    expect(journals.size).to.be.greaterThan(1);
  });

  it('chooses the same order for the same seed', async () => {
    const rounds: string[][] = [];
    for (let round = 0; round < 2; round++) {
      const journals: string[] = [];
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), async (s) => void journals.push(await builds(s))),
        { numRuns: 5, seed: 2 },
      );
      rounds.push(journals);
    }
    expect(rounds[0]).to.deep.equal(rounds[1]);
  });

  it('is left to the test once that has let something happen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        await using fake = await FakeController.start({ schedule: s });
        const info = fake.client().rpc.info();
        await new Promise(setImmediate);
        await s.waitNext(1);
        let over = false;
        void info.then(() => (over = true));
        for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
        expect(over, 'nobody let the rest happen').to.equal(false);
        await s.waitFor(info);
      }),
      { numRuns: 3, seed: 3 },
    );
  });

  it('is told from what draws it', async () => {
    const error = await FakeController.start({ schedule: fc.scheduler() as never }).catch(String);
    expect(error).to.contain("bad schedule: that is fast-check's arbitrary");
  });
});
