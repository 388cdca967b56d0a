import { expect } from 'chai';
import * as fc from 'fast-check';
import { property, type Requirement } from '../../../src/conformance/trial/requirement.js';
import { roundSeed } from '../../../src/conformance/engine/run/round-seed.js';
import { runConformance, type Progress } from '../../../src/conformance/run-conformance.js';
import { requirementOf } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

const seed = 7;
/** The first number that a round of this property generates. */
const numbers = fc.nat(1_000_000_000);
const firstOf = (round: number): number =>
  fc.sample(fc.tuple(numbers), { seed: roundSeed(seed, round), numRuns: 1 })[0]![0];

/** Holds for every input but this, which is shrunk no further. */
function allBut(wrong: number): Requirement {
  return requirementOf(
    property(fc.noShrink(numbers), async (trial, value) => {
      trial.exercised();
      await trial.client.rpc.list();
      trial.holds('it is not the wrong one', value !== wrong, value);
    }),
  );
}

/** A budget that no test comes to the end of: a run ends when nothing is left to be generated. */
const long = 60_000;

describe('a budget of time', () => {
  it('goes on with new input until a requirement is violated, and says where the input comes from', async () => {
    const { target } = new StubTarget();
    const requirement = allBut(firstOf(2));
    const options = { requirements: [requirement], runs: 3, reruns: 0 };
    const report = await runConformance(target, { ...options, seed, budgetMs: long });
    const [found] = report.requirements;
    expect(found).to.deep.include({ verdict: 'violated', runs: 3 + 3 + 1 });
    expect(found!.counterexample).to.deep.include({ seed: roundSeed(seed, 2), path: '0' });
    expect(report).to.include({ seed, rounds: 3 });

    const { path } = found!.counterexample!;
    const replayed = await runConformance(target, {
      ...options,
      replay: [{ id: 'TEST-001', seed: roundSeed(seed, 2), path }],
    });
    expect(replayed.requirements[0]!.verdict).to.equal('violated');
    expect((await runConformance(target, { ...options, seed })).requirements[0]!.verdict).to.equal('pass');
  });

  it('is used up, and what comes last is checked then, once', async () => {
    const { target } = new StubTarget({}, { restartable: true });
    const last = allBut(-1);
    const requirements = [allBut(-1), { ...last, id: 'TEST-002', destructive: true }];
    const report = await runConformance(target, { requirements, runs: 3, budgetMs: 50 });
    const [often, once] = report.requirements;
    expect(report.durationMs).to.be.at.least(50);
    expect(report.rounds).to.be.greaterThan(1);
    expect(often).to.deep.include({
      id: 'TEST-001',
      verdict: 'pass',
      runs: 3 * report.rounds!,
      exercised: often!.runs,
    });
    expect(once).to.deep.include({ id: 'TEST-002', runs: 3 });
  });

  it('is used up also when the wall clock is set back meanwhile', async () => {
    const wallClock = Date.now;
    try {
      const report = await runConformance(new StubTarget().target, {
        requirements: [allBut(-1)],
        runs: 3,
        budgetMs: 50,
        onProgress: () => (Date.now = () => wallClock() - 3_600_000),
      });
      expect(report.durationMs).to.be.within(49, 4000);
    } finally {
      Date.now = wallClock;
    }
  });

  it('checks everything once, however little it is', async () => {
    const requirements = [allBut(-1), { ...allBut(-1), id: 'TEST-002' }];
    const report = await runConformance(new StubTarget().target, { requirements, runs: 100, budgetMs: 1 });
    expect(report.requirements.map(({ runs }) => runs)).to.deep.equal([100, 100]);
    expect(report.rounds).to.equal(1);
  });

  it('has nothing to spend on examples', async () => {
    const requirements = [requirementOf()];
    const report = await runConformance(new StubTarget().target, { requirements, budgetMs: long });
    expect(report).to.deep.include({ rounds: 1 });
  });

  it('takes a failure that is known for found', async () => {
    const requirements = [allBut(firstOf(1))];
    const knownFailing = [{ id: 'TEST-001', signature: 'the wrong one', reason: 'it is known' }];
    const report = await runConformance(new StubTarget().target, {
      requirements,
      runs: 2,
      seed,
      budgetMs: long,
      knownFailing,
    });
    expect(report.requirements[0]).to.deep.include({ verdict: 'expected', reason: 'it is known' });
  });

  it('ends when the run is interrupted, with what is known by then', async () => {
    const controller = new AbortController();
    const report = await runConformance(new StubTarget().target, {
      requirements: [allBut(-1)],
      runs: 2,
      budgetMs: long,
      signal: controller.signal,
      onProgress: ({ round }) => {
        if (round === 2) controller.abort();
      },
    });
    expect(report.endedEarly).to.deep.equal({ cause: 'interrupted', reason: 'it was interrupted' });
    expect(report.requirements[0]).to.deep.include({ verdict: 'pass', runs: 4 });
  });

  it('is a whole number of milliseconds', async () => {
    const run = runConformance(new StubTarget().target, { requirements: [requirementOf()], budgetMs: 0 });
    expect(await run.catch(String)).to.contain('bad budgetMs 0: give a whole number of 1 or more');
  });
});

describe('the progress of a run', () => {
  it('counts executions, their messages and what is violated', async () => {
    const seen: Progress[] = [];
    const requirements = [allBut(firstOf(0)), { ...allBut(-1), id: 'TEST-002' }];
    await runConformance(new StubTarget().target, {
      requirements,
      seed,
      runs: 4,
      reruns: 0,
      onProgress: (progress) => seen.push(progress),
    });
    const ends = seen.filter(({ finished }) => finished !== undefined);
    expect(ends.map(({ requirement, tally }) => [requirement.id, tally.runs, tally.violated])).to.deep.equal([
      ['TEST-001', 1, 1],
      ['TEST-002', 5, 1],
    ]);
    // A List has a request and a reply.
    expect(ends[1]!.tally.depth).to.deep.equal({ mean: 2, most: 2 });
    expect(seen.map(({ index, total, round }) => [index, total, round])).to.deep.include([1, 2, 0]);
    // Before, after each execution, and at the end.
    expect(seen.map(({ tally }) => tally.runs)).to.deep.equal([0, 1, 1, 1, 2, 3, 4, 5, 5]);
    expect(seen.some(({ leftMs }) => leftMs !== undefined)).to.equal(false);
  });
});

describe('the seed of a round', () => {
  it('is that of the run at first, and another one each time after', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat(100_000), { minLength: 2, maxLength: 2 }), (any, rounds) => {
        const [one, other] = rounds.map((round) => roundSeed(any, round));
        expect(roundSeed(any, 0)).to.equal(any);
        expect(one).to.satisfy((value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31);
        if (rounds[0] !== rounds[1] && !rounds.includes(0)) expect(one).not.to.equal(other);
      }),
    );
  });
});
