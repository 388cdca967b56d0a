import { expect } from 'chai';
import * as fc from 'fast-check';
import { property } from '../../../src/conformance/requirement.js';
import type { RequirementReport } from '../../../src/conformance/report/report.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import type { ConformanceOptions } from '../../../src/conformance/conformance-options.js';
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
    expect(kinds).to.deep.include(['sent', '']).and.deep.include(['undecodable', 'CgU=']);
    expect(counterexample?.steps[1]).to.match(/^List #1 receives bytes .*, which is no message: ListResponse: 2 bytes/);
  });
});
