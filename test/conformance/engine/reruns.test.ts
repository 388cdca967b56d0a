import { expect } from 'chai';
import * as fc from 'fast-check';
import { property } from '../../../src/conformance/trial/requirement.js';
import type { RequirementReport } from '../../../src/conformance/engine/report.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import type { ConformanceOptions } from '../../../src/conformance/run-conformance.js';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import { terminalReport } from '../../../src/conformance/report/terminal.js';
import { rerun } from '../../../src/conformance/engine/run/reruns.js';
import { Random } from '../../../src/time/random.js';
import { requirementOf, wantsNoSession } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

/** Shows a session in the answers whose turn it is, counted from 1. */
function showing(isTurn: (turn: number) => boolean): StubTarget {
  let turn = 0;
  return new StubTarget({ List: (call) => call.answer({ refs: isTurn(++turn) ? ['left-over'] : [] }) });
}

async function verdictOn(stub: StubTarget, options: ConformanceOptions = {}): Promise<RequirementReport> {
  const report = await runConformance(stub.target, { requirements: [requirementOf(wantsNoSession)], ...options });
  return report.requirements[0]!;
}

describe('a counterexample', () => {
  it('is run again five times, which count as no runs of the requirement', async () => {
    const stub = showing(() => true);
    const { counterexample, runs, exercised } = await verdictOn(stub);
    expect(counterexample?.reruns).to.deep.equal({ failed: 5, of: 5 });
    expect([runs, exercised]).to.deep.equal([1, 1]);
    expect(stub.requestsOf('List')).to.have.length(6);
  });

  it('of a race says how often it failed', async () => {
    const { counterexample } = await verdictOn(showing((turn) => turn % 3 === 1));
    expect(counterexample?.reruns).to.deep.equal({ failed: 1, of: 5 });
  });

  it('that fails once in many times is violated when it comes again in a longer try', async () => {
    // Turn 1 violates it, turns 2 to 6 are the five reruns, turn 12 is in the longer try.
    const { verdict, counterexample } = await verdictOn(showing((turn) => turn === 1 || turn === 12));
    expect(verdict).to.equal('violated');
    expect(counterexample?.reruns).to.deep.equal({ failed: 1, of: 11 });
  });

  it('that does not come again in a longer try is a race, with its odds, and fails only a strict run', async () => {
    const stub = showing((turn) => turn === 1);
    const requirements = [requirementOf(wantsNoSession)];
    const report = await runConformance(stub.target, { requirements });
    const [race] = report.requirements;
    expect(race).to.deep.include({ verdict: 'race', reason: "the listed refs: expected [], seen [ 'left-over' ]" });
    expect(race?.counterexample?.reruns).to.deep.equal({ failed: 0, of: 25 });
    expect(stub.requestsOf('List')).to.have.length(26);
    expect([exitCodeOf(report), exitCodeOf({ ...report, strict: true })]).to.deep.equal([0, 1]);
    expect(terminalReport(report, { colour: false, command: 'conformance' }))
      .to.include('TEST-001 race (MUST)')
      .and.include('it failed 0 of 25 times: a race that did not come again')
      .and.match(/: 1 race$/m);
  });

  it('of a server that fails with a given chance is a race when it is small, and violated when it is not', async () => {
    const verdictAt = async (chance: number): Promise<string> => {
      const random = new Random(5);
      const { verdict } = await verdictOn(showing((turn) => turn === 1 || random.integer(1, 1000) <= 1000 * chance));
      return verdict;
    };
    expect(await verdictAt(1)).to.equal('violated');
    expect(await verdictAt(0.2)).to.equal('violated');
    expect(await verdictAt(0.001)).to.equal('race');
  });

  it('is run again as often as it must be, however long that takes', async () => {
    const clock = { now: 0 };
    const slow = async (): Promise<boolean> => {
      clock.now += 40_000;
      return false;
    };
    expect(await rerun(slow, 3, clock)).to.deep.equal({ failed: 0, of: 3 });
    expect(await rerun(async () => false, 0, clock)).to.deep.equal({ failed: 0, of: 0 });
  });

  it('is run again with the input that it was shrunk to', async () => {
    const stub = new StubTarget({
      Disconnect: ({ request: { ref }, answer, fail }) => (Number(ref) < 1000 ? answer() : fail(2, 'too much')),
    });
    const anyNumber = property(fc.nat({ max: 1_000_000 }), async (trial, number) => {
      await trial.client.rpc.disconnect({ ref: String(number) });
    });
    const requirements = [requirementOf(anyNumber)];
    const { counterexample } = await verdictOn(stub, { requirements, runs: 200, seed: 11, reruns: 3 });
    expect(counterexample).to.deep.include({ value: '1000', reruns: { failed: 3, of: 3 } });
    expect(stub.requestsOf('Disconnect').slice(-3)).to.deep.equal(Array.from({ length: 3 }, () => ({ ref: '1000' })));
  });

  it('is not run again when nobody wants it, is known, or may kill the server', async () => {
    const unwanted = await verdictOn(
      showing(() => true),
      { reruns: 0 },
    );
    const knownFailing = [{ id: 'TEST-001', signature: 'left-over', reason: 'so it is' }];
    const known = await verdictOn(
      showing(() => true),
      { knownFailing },
    );
    const handlers = { List: (call: { answer(m: object): Promise<void> }) => call.answer({ refs: ['left-over'] }) };
    const destructive = await verdictOn(new StubTarget(handlers, { restartable: true }), {
      requirements: [requirementOf(wantsNoSession, { destructive: true })],
    });
    for (const { verdict, counterexample } of [unwanted, known, destructive]) {
      expect(verdict).to.be.oneOf(['violated', 'expected']);
      expect(counterexample).to.be.an('object').that.does.not.have.property('reruns');
    }
  });

  it('that kills the target when it is run again is told as a death', async () => {
    let turn = 0;
    const stub: StubTarget = new StubTarget({
      List: async (call) => (++turn === 3 ? stub.die() : call.answer({ refs: ['left-over'] })),
    });
    const { verdict, reason } = await verdictOn(stub);
    expect(verdict).to.equal('error');
    expect(reason).to.match(/^the target stopped answering/);
  });

  it('carries every message byte for byte, and what was no message', async () => {
    const stub = new StubTarget({
      List: async ({ call }) => {
        await call.send(Uint8Array.of(0x0a, 5));
        call.end({ code: 0, message: '' });
      },
    });
    const { counterexample } = await verdictOn(stub, { reruns: 0 });
    const kinds = counterexample?.journal.map(({ kind, bytes }) => [kind, bytes]);
    expect(kinds).to.deep.include(['request', '']).and.deep.include(['undecodable', 'CgU=']);
    expect(counterexample?.steps[1]).to.match(/^List #1 receives bytes .*, which is no message: ListResponse: 2 bytes/);
  });
});
