import { expect } from 'chai';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import { Flakiness } from '../../../src/conformance/engine/flakiness.js';
import type { Report, RequirementReport } from '../../../src/conformance/engine/report.js';
import { reportFormats } from '../../../src/conformance/report/formats.js';
import { terminalReport } from '../../../src/conformance/report/terminal.js';
import { example, property } from '../../../src/conformance/trial/requirement.js';
import { runConformance, type RunOptions } from '../../../src/conformance/run-conformance.js';
import { addressTarget } from '../../../src/conformance/targets/address.js';
import { statusCodes } from '../../../src/protocol/status-code.js';
import * as fc from 'fast-check';
import { DroppingProxy, FlakyServer } from './flaky-server.js';
import { requirementOf, wantsNoSession } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

const busy = { code: statusCodes.UNAVAILABLE, message: 'try again' };

/** Ten Lists in each of twenty executions. */
const tenLists = requirementOf(
  property(fc.constant(10), async (trial, calls) => {
    trial.exercised();
    for (let call = 0; call < calls; call++) await trial.client.rpc.list();
  }),
);
const informs = requirementOf(
  example(async (trial) => {
    trial.exercised();
    await trial.client.rpc.info();
  }),
  { id: 'TEST-002' },
);

/** A run of these two on what listens at an address. */
async function run(address: string, options: RunOptions = {}): Promise<Report> {
  return runConformance(await addressTarget(address), {
    requirements: [tenLists, informs],
    seed: 1,
    shrinkMs: 500,
    ...options,
  });
}

function one(report: Report, id = 'TEST-001'): RequirementReport {
  return report.requirements.find((requirement) => requirement.id === id) ?? expect.fail(id);
}

describe('a target that ends some calls UNAVAILABLE', function () {
  this.timeout('30s');

  for (const percent of [1, 10, 50]) {
    it(`goes on to be checked at ${percent} %, and the report tells how often`, async () => {
      await using server = await FlakyServer.start({ percent }, busy, '/Info');
      const report = await run(server.address);
      expect(report).to.not.have.property('endedEarly');
      const [, seen, calls] =
        /^the target is flaky: (\d+) of (\d+) calls ended UNAVAILABLE 'try again'; it answers in between$/.exec(
          report.flaky ?? '',
        ) ?? expect.fail(String(report.flaky));
      expect(Number(seen)).to.equal(server.refused());
      expect(Number(calls)).to.be.greaterThan(Number(seen));
      expect(one(report, 'TEST-002').verdict).to.equal('pass');
    });

    it(`is not called violated at ${percent} % without saying that it is flaky`, async () => {
      await using server = await FlakyServer.start({ percent }, busy, '/Info');
      const { verdict, reason, counterexample } = one(await run(server.address));
      expect(verdict).to.be.oneOf(['violated', 'race']);
      const said =
        /1 of its \d+ calls? ended UNAVAILABLE 'try again', and the target answers in between: it is flaky, and this may be no more than that$/;
      expect(counterexample?.flaky).to.match(said);
      expect(reason).to.match(said);
    });
  }

  it('is tried often enough, where even Info is refused half the time', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      await using server = await FlakyServer.start({ percent: 50, seed }, busy);
      const report = await run(server.address, { reruns: 2, shrinkMs: 0 });
      expect(report).to.not.have.property('endedEarly');
      expect(report.flaky).to.match(/ calls ended UNAVAILABLE 'try again'; it answers in between$/);
    }
  });

  it('counts the tries before it answered for the first time', async () => {
    let calls = 0;
    await using server = await FlakyServer.start({ percent: 0 }, busy);
    await using proxy = await DroppingProxy.start(server.address, 'once', () => ++calls === 1);
    const target = await addressTarget(proxy.address);
    expect(target.refusals?.map(({ code }) => code)).to.deep.equal([statusCodes.UNAVAILABLE]);
    const { flaky, summary } = await runConformance(target, { requirements: [informs] });
    expect(summary.pass).to.equal(1);
    expect(flaky).to.match(/^the target is flaky: 1 of 2 calls ended UNAVAILABLE '.*'; it answers in between$/);
  });

  it('is unreachable at 100 %, with what it said, and how often', async () => {
    await using server = await FlakyServer.start({ percent: 100 }, busy);
    const refused = await addressTarget(server.address).catch((error: unknown) => error as Error & { code: string });
    expect(refused).to.include({ code: 'TARGET_UNREACHABLE' });
    expect((refused as Error).message).to.equal(
      `the gRPC server at ${server.address} does not serve Info: is it ready? (20 tries in vain, the last: UNAVAILABLE 'try again')`,
    );
    expect(server.refused()).to.equal(20);
  });

  it('is lost only when it answers nothing any more', async () => {
    let dead = false;
    const stub: StubTarget = new StubTarget({ List: () => ((dead = true), stub.die()) });
    const report = await runConformance(stub.target, { requirements: [requirementOf(wantsNoSession), informs] });
    expect(dead).to.equal(true);
    expect(exitCodeOf(report)).to.equal(3);
    expect(report.endedEarly?.reason).to.equal(
      "the target stopped answering: UNAVAILABLE 'the stub is dead', the last of 20 tries in vain",
    );
    expect(report).to.not.have.property('flaky');
  });

  it('is told so in each format of report', async () => {
    await using server = await FlakyServer.start({ percent: 50 }, busy, '/Info');
    const report = await run(server.address);
    const texts = [
      terminalReport(report, { colour: false, command: 'conformance' }),
      ...Object.values(reportFormats).map((format) => format(report, { command: 'conformance' })),
    ];
    for (const text of texts) {
      expect(text).to.match(/the target is flaky: \d+ of \d+ calls ended UNAVAILABLE/);
      expect(text).to.match(/of its \d+ calls? ended UNAVAILABLE .*this may be no more than that/);
    }
    expect(texts[0]).to.match(/^ {2}flaky {6}1 of its /m);
  });
});

describe('a target behind what drops connections now and then', function () {
  this.timeout('30s');

  for (const at of ['once', 'answer'] as const) {
    it(`goes on to be checked where each tenth is dropped ${at === 'once' ? 'as it comes' : 'while it answers'}`, async () => {
      await using server = await FlakyServer.start({ percent: 0 }, busy);
      await using proxy = await DroppingProxy.start(server.address, at, (connection) => connection % 10 === 0);
      const report = await run(proxy.address);
      expect(proxy.dropped()).to.be.greaterThan(0);
      expect(report).to.not.have.property('endedEarly');
      expect(report.flaky).to.match(/ calls ended UNAVAILABLE '127\.0\.0\.1:\d+: .*; it answers in between$/);
      const { verdict, counterexample } = one(report);
      expect(verdict).to.be.oneOf(['violated', 'race']);
      expect(counterexample?.flaky).to.match(/it is flaky, and this may be no more than that$/);
    });
  }
});

for (const code of ['RESOURCE_EXHAUSTED', 'DEADLINE_EXCEEDED'] as const) {
  const outcome = { code: statusCodes[code], message: 'too busy' };

  describe(`a target that ends some calls ${code}`, function () {
    this.timeout('30s');

    it('is flaky when what failed does not fail always', async () => {
      await using server = await FlakyServer.start({ percent: 2 }, outcome, '/Info');
      const report = await run(server.address, { shrinkMs: 0 });
      const { counterexample } = one(report);
      expect(counterexample?.reruns?.failed).to.be.lessThan(counterexample?.reruns?.of ?? 0);
      expect(counterexample?.flaky).to.match(new RegExp(`^1 of its \\d+ calls ended ${code} 'too busy', and`));
      expect(report.flaky).to.match(new RegExp(`^the target is flaky: \\d+ of \\d+ calls ended ${code} 'too busy';`));
    });

    it('is wrong, and not flaky, when it fails always', async () => {
      await using server = await FlakyServer.start({ percent: 100 }, outcome, '/Info');
      const report = await run(server.address, { shrinkMs: 0 });
      expect(one(report)).to.include({ verdict: 'violated' });
      expect(one(report).counterexample).to.not.have.property('flaky');
      expect(report).to.not.have.property('flaky');
    });

    it('is asked again where it refuses its first Info so', async () => {
      await using server = await FlakyServer.start({ percent: 50, seed: 2 }, outcome);
      expect((await addressTarget(server.address)).info.package).to.equal('github.com/docker/buildx');
    });
  });
}

describe('a target that is away for a while', () => {
  const survival = requirementOf({ kind: 'survival' }, { id: 'TEST-003', level: 'SHOULD' });

  /** Refuses so many calls after its first List, Info among them, and then answers again. */
  function away(calls: number): StubTarget {
    let left = -1;
    return new StubTarget({
      List: (call) => {
        left = left < 0 ? calls : left;
        return left-- > 0 ? call.fail(14, 'away') : call.answer();
      },
      Info: (call) =>
        left-- > 0
          ? call.fail(14, 'away')
          : call.answer({ buildxVersion: { package: 'stub', version: 'v0', revision: '' } }),
    });
  }

  it('goes on to be checked, and has not survived', async () => {
    const requirements = [requirementOf(wantsNoSession), survival];
    const report = await runConformance(away(6).target, { requirements, reruns: 0 });
    expect(report).to.not.have.property('endedEarly');
    expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['violated', 'violated']);
    expect(one(report, 'TEST-003').reason).to.include(
      "the target goes on answering while TEST-001 is checked: expected Info, seen UNAVAILABLE 'away', the last of",
    );
  });

  it('has survived where only a call or two were refused', async () => {
    const requirements = [requirementOf(wantsNoSession), survival];
    const report = await runConformance(away(2).target, { requirements, reruns: 0 });
    expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['violated', 'pass']);
  });
});

describe('a whim of the target', () => {
  it('is told of calls on any path', async () => {
    const raw = example(async (trial) => {
      trial.exercised();
      const { code } = await trial.client.rpc.openRaw('/nowhere/Nothing').status;
      trial.equal('the code', code, statusCodes.UNIMPLEMENTED);
    });
    await using server = await FlakyServer.start({ percent: 100 }, busy, '/Info');
    const report = await run(server.address, { requirements: [requirementOf(raw)], reruns: 0 });
    expect(one(report).counterexample?.flaky).to.match(/^1 of its 1 call ended UNAVAILABLE 'try again', and /);
    expect(report.flaky).to.match(/^the target is flaky: 1 of 1 calls ended /);
  });

  it('hinders no clean-up', async () => {
    const builds = example(async (trial) => {
      trial.exercised();
      trial.ref('a');
      await trial.client.rpc.list();
    });
    let turn = 0;
    const stub = new StubTarget({
      Disconnect: ({ answer, fail }) => (++turn % 3 === 0 ? answer() : fail(14, 'try again')),
    });
    const { requirements } = await runConformance(stub.target, { requirements: [requirementOf(builds)] });
    expect(requirements[0]).to.include({ verdict: 'pass' }).and.not.have.property('reason');
    expect(stub.requestsOf('Disconnect')).to.have.length(3);
  });

  it('explains why a condition did not come up', async () => {
    const looks = example(async (trial) => {
      const answered = await trial.client.rpc.list().catch(() => undefined);
      if (answered !== undefined) trial.exercised();
    });
    const stub = new StubTarget({ List: ({ fail }) => fail(14, 'try again') });
    const { requirements } = await runConformance(stub.target, { requirements: [requirementOf(looks)] });
    expect(requirements[0]).to.deep.include({
      verdict: 'not-exercised',
      reason: 'its condition came up 0 of 1 times; 1 of its calls ended UNAVAILABLE: the target is flaky',
    });
  });
});

describe('what a check does itself', () => {
  it('is no whim of the target: it closes a client', async () => {
    const closes = example(async (trial) => {
      trial.exercised();
      const other = await trial.newClient();
      const answer = other.rpc.list().catch(() => undefined);
      await other.close();
      await answer;
      trial.equal('it', 1, 2);
    });
    const stub = new StubTarget({ List: () => new Promise<void>(() => undefined) });
    const report = await runConformance(stub.target, { requirements: [requirementOf(closes)], reruns: 0 });
    expect(one(report).counterexample?.steps.at(-1)).to.include('UNAVAILABLE');
    expect(one(report).counterexample).to.not.have.property('flaky');
    expect(report).to.not.have.property('flaky');
  });
});

describe('the account of refusals', () => {
  it('names the most frequent, and only so many', () => {
    const flakiness = new Flakiness();
    flakiness.made(40);
    const refusals = ['a', 'b', 'b', 'c', 'd', 'e', 'c', 'b'].map((message) => ({ code: 14, message }));
    flakiness.refused(refusals);
    expect(flakiness.text).to.equal(
      "the target is flaky: 8 of 40 calls ended UNAVAILABLE 'b' (3), UNAVAILABLE 'c' (2), UNAVAILABLE 'a' (1), otherwise (2); " +
        'it answers in between',
    );
  });

  it('keeps no more of them than it needs, whatever a target says', () => {
    const flakiness = new Flakiness();
    for (let n = 0; n < 10_000; n++) flakiness.refused([{ code: 14, message: `request ${n}` }]);
    expect(flakiness.text).to.match(/^the target is flaky: 10000 of 0 calls ended .* otherwise \(9997\); it answers/);
  });
});
