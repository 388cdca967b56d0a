import { expect } from 'chai';
import * as fc from 'fast-check';
import { example, property } from '../../../src/conformance/trial/requirement.js';
import { runConformance, type RunOptions } from '../../../src/conformance/run-conformance.js';
import type { Requirement } from '../../../src/conformance/trial/requirement.js';
import { holds, requirementOf, wantsNoSession } from './requirement-of.js';
import { StubTarget, type StubHandlers } from './stub-target.js';

const listing: StubHandlers = { List: (call) => call.answer({ refs: ['left-over'] }) };

async function verdictOf(requirement: Requirement, handlers: StubHandlers = {}, options: RunOptions = {}) {
  const report = await runConformance(new StubTarget(handlers).target, {
    ...options,
    requirements: [requirement],
  });
  return report.requirements[0]!;
}

describe('the verdict on a requirement', () => {
  it('is pass when its check holds', async () => {
    expect(await verdictOf(requirementOf())).to.include({ verdict: 'pass', runs: 1, exercised: 1 });
  });

  it('is violated when its check does not, with both values', async () => {
    const { verdict, reason, counterexample } = await verdictOf(requirementOf(wantsNoSession), listing);
    expect(verdict).to.equal('violated');
    expect(reason).to.equal("the listed refs: expected [], seen [ 'left-over' ]");
    expect(counterexample).to.include({ path: '', value: null, expected: '[]', seen: "[ 'left-over' ]" });
    expect(counterexample?.steps).to.deep.equal(['List #1 {}', "List #1 answers OK { refs: [ 'left-over' ] }"]);
  });

  it('is violated when an RPC fails that the check relied on, and says what for', async () => {
    const { verdict, reason } = await verdictOf(requirementOf(wantsNoSession), {
      List: (call) => call.fail(2, 'no idea'),
    });
    expect({ verdict, reason }).to.deep.equal({
      verdict: 'violated',
      reason: "List: expected OK, seen UNKNOWN 'no idea'",
    });
  });

  it('is violated after the timeout when an awaited answer never comes', async () => {
    const { verdict, reason } = await verdictOf(requirementOf(wantsNoSession), { List: () => {} }, { timeoutMs: 30 });
    expect(verdict).to.equal('violated');
    expect(reason).to.equal('List: expected it within 30 ms, seen nothing; still open: List #1');
  });

  it('is violated when nothing moves any more, though the check set no limit', async () => {
    const check = example(async (trial) => void (await trial.client.rpc.list()));
    const { verdict, reason } = await verdictOf(requirementOf(check), { List: () => {} }, { timeoutMs: 30 });
    expect(verdict).to.equal('violated');
    expect(reason).to.match(/^the exchange goes on: .*still open: List #1$/);
  });

  it('is violated when a call that must stay open ends during the wait after its barrier', async () => {
    let end = (): void => {};
    const handlers: StubHandlers = {
      Status: (call) => {
        end = () => call.fail(2, 'too early');
      },
      List: async (call) => {
        await call.answer();
        setImmediate(end);
      },
    };
    const check = example(async (trial) => {
      const status = trial.client.rpc.status({ ref: 'x' });
      await trial.staysOpen('Status', status, () => trial.client.rpc.list());
    });
    const { verdict, reason } = await verdictOf(requirementOf(check), handlers);
    expect({ verdict, reason }).to.deep.equal({
      verdict: 'violated',
      reason: "Status: expected the call still open, seen it ended UNKNOWN 'too early'",
    });
  });

  it('is error when the check itself breaks, with where it broke', async () => {
    const check = example(async () => {
      throw new TypeError('of our own making');
    });
    const { verdict, reason } = await verdictOf(requirementOf(check));
    expect(verdict).to.equal('error');
    expect(reason).to.match(/^TypeError: of our own making\n.*verdicts\.test/s);
  });

  it('is not-exercised when its condition came up less often than its minimum', async () => {
    const { verdict, reason } = await verdictOf(requirementOf(holds, { minimum: 2 }));
    expect({ verdict, reason }).to.deep.equal({
      verdict: 'not-exercised',
      reason: 'its condition came up 1 of 2 times',
    });
  });

  it('is not-exercised when the generator gives nothing that the check takes', async () => {
    const never = property(fc.integer(), async () => fc.pre(false));
    const { verdict, reason } = await verdictOf(requirementOf(never));
    expect(verdict).to.equal('not-exercised');
    expect(reason).to.contain('the generator rejected');
  });

  it('is skipped when the target lacks what the requirement needs', async () => {
    const restarting = requirementOf(holds, { needs: ['restart'] });
    expect(await verdictOf(restarting)).to.include({ verdict: 'skipped', reason: 'the target lacks restart', runs: 0 });
    const destructive = requirementOf(holds, { destructive: true });
    expect(await verdictOf(destructive)).to.include({ verdict: 'skipped', reason: 'the target lacks restart' });
  });

  it('is skipped when the check finds a fixture lacking', async () => {
    const check = example(async (trial) => trial.lacks('builds.warns'));
    expect(await verdictOf(requirementOf(check))).to.include({
      verdict: 'skipped',
      reason: 'the target lacks builds.warns',
    });
  });

  it('is skipped when it was asked to leave it out', async () => {
    expect(await verdictOf(requirementOf(), {}, { skip: ['TEST-001'] })).to.include({ verdict: 'skipped', runs: 0 });
  });

  it('is observed for an OBSERVED requirement, whichever way it turns out', async () => {
    const observed = requirementOf(wantsNoSession, { level: 'OBSERVED' });
    expect(await verdictOf(observed)).to.include({ verdict: 'observed', reason: 'it held' });
    const other = await verdictOf(observed, listing);
    expect(other.verdict).to.equal('observed');
    expect(other.reason).to.contain("seen [ 'left-over' ]");
  });
});

describe('a known failure', () => {
  const known = {
    id: 'TEST-001',
    signature: "seen [ 'left-over' ]",
    reason: 'never cleaned',
    link: 'https://example.org/1',
  };
  const requirement = requirementOf(wantsNoSession);

  it('makes a violation expected, and keeps its counterexample', async () => {
    const report = await verdictOf(requirement, listing, { knownFailing: [known] });
    expect(report).to.include({ verdict: 'expected', reason: 'never cleaned, https://example.org/1' });
    expect(report.counterexample).to.not.equal(undefined);
  });

  it('may be told by a regular expression', async () => {
    const knownFailing = [{ ...known, signature: '/LEFT-(over|out)/i' }];
    expect(await verdictOf(requirement, listing, { knownFailing })).to.include({ verdict: 'expected' });
  });

  it('leaves a violation of another kind violated', async () => {
    const handlers: StubHandlers = { List: (call) => call.fail(2, 'no idea') };
    const { verdict, reason } = await verdictOf(requirement, handlers, { knownFailing: [known] });
    expect(verdict).to.equal('violated');
    expect(reason).to.contain('listed as known to fail, but with');
  });

  it('is stale when the requirement passes, unless it fails only sometimes', async () => {
    expect(await verdictOf(requirement, {}, { knownFailing: [known] })).to.include({ verdict: 'stale' });
    const knownFailing = [{ ...known, intermittent: true }];
    expect(await verdictOf(requirement, {}, { knownFailing })).to.include({ verdict: 'pass' });
  });
});

describe('a target that dies', () => {
  const other = requirementOf(holds, { id: 'TEST-002' });

  function mortal(options: { restartable?: boolean; restartFails?: boolean } = {}): StubTarget {
    const stub: StubTarget = new StubTarget({ List: () => stub.die() }, options);
    return stub;
  }

  it('is an error, with the steps that led there, and ends the run when it cannot restart', async () => {
    const report = await runConformance(mortal().target, { requirements: [requirementOf(wantsNoSession), other] });
    expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['error', 'error']);
    expect(report.endedEarly?.cause).to.equal('target-lost');
    expect(report.requirements[0]?.counterexample?.steps.at(-1)).to.contain('UNAVAILABLE');
    expect(report.requirements[1]?.reason).to.match(/^not checked: the target stopped answering/);
  });

  it('is restarted when it can be, and the rest is checked', async () => {
    const calm = requirementOf(
      example(async (trial) => {
        await trial.client.rpc.info();
        trial.exercised();
      }),
      { id: 'TEST-002' },
    );
    const stub = mortal({ restartable: true });
    const report = await runConformance(stub.target, { requirements: [requirementOf(wantsNoSession), calm] });
    expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['error', 'pass']);
    expect(report).to.not.have.property('endedEarly');
    expect(stub.restarts).to.equal(1);
  });

  it('ends the run when its restart does not help', async () => {
    const stub = mortal({ restartable: true, restartFails: true });
    const report = await runConformance(stub.target, { requirements: [requirementOf(wantsNoSession), other] });
    expect(report.endedEarly?.cause).to.equal('target-lost');
  });

  it('violates a destructive requirement, and is restarted', async () => {
    const stub = mortal({ restartable: true });
    const requirement = requirementOf(wantsNoSession, { destructive: true, level: 'SHOULD' });
    const report = await runConformance(stub.target, { requirements: [requirement] });
    expect(report.requirements[0]).to.include({ verdict: 'violated' });
    expect(stub.restarts).to.equal(1);
  });

  describe('where survival is a requirement', () => {
    const survival = requirementOf({ kind: 'survival' }, { id: 'TEST-003', level: 'SHOULD' });

    /** Dies of its first `deaths` Lists, and answers all after. */
    function frail(deaths: number): StubTarget {
      const stub: StubTarget = new StubTarget(
        { List: ({ answer }) => (stub.restarts < deaths ? stub.die() : answer()) },
        { restartable: true },
      );
      return stub;
    }

    it('violates that, and the check in which it died is done again', async () => {
      const report = await runConformance(frail(1).target, { requirements: [requirementOf(wantsNoSession), survival] });
      expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['pass', 'violated']);
      const [, { counterexample }] = report.requirements as [unknown, (typeof report.requirements)[number]];
      expect(counterexample?.what).to.equal('the target goes on answering while TEST-001 is checked');
      expect(counterexample?.steps.at(-1)).to.contain('UNAVAILABLE');
    });

    it('is judged by what it does when it lives, where it dies of the same check by chance', async () => {
      const report = await runConformance(frail(3).target, { requirements: [requirementOf(wantsNoSession), survival] });
      expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['pass', 'violated']);
    });

    it('is an error where it dies of the same check four times, and the rest is checked', async () => {
      const stub = frail(4);
      const requirements = [requirementOf(wantsNoSession), requirementOf(wantsNoSession, { id: 'TEST-002' }), survival];
      const report = await runConformance(stub.target, { requirements });
      expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['error', 'pass', 'violated']);
      expect(stub.restarts).to.equal(4);
    });

    it('is an error where survival is left out, for it would go unnoticed', async () => {
      const requirements = [requirementOf(wantsNoSession), survival];
      const report = await runConformance(frail(1).target, { requirements, skip: ['TEST-003'] });
      expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['error', 'skipped']);
    });

    it('holds when nothing died', async () => {
      const report = await runConformance(frail(0).target, { requirements: [requirementOf(wantsNoSession), survival] });
      expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['pass', 'pass']);
    });
  });

  it('is noticed even when the check itself held', async () => {
    const stub: StubTarget = new StubTarget({ Disconnect: () => stub.die() });
    const check = example(async (trial) => {
      trial.ref();
      trial.exercised();
    });
    const report = await runConformance(stub.target, { requirements: [requirementOf(check)] });
    expect(report.requirements[0]).to.include({ verdict: 'error' });
  });
});

describe('the order of requirements', () => {
  it('is the given one, the destructive ones last', async () => {
    const requirements = [
      requirementOf(holds, { id: 'A-001', destructive: true }),
      requirementOf(holds, { id: 'B-001' }),
      requirementOf(holds, { id: 'C-001' }),
    ];
    const report = await runConformance(new StubTarget({}, { restartable: true }).target, { requirements });
    expect(report.requirements.map(({ id }) => id)).to.deep.equal(['B-001', 'C-001', 'A-001']);
  });
});
