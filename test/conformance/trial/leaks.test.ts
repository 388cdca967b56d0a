import { expect } from 'chai';
import { example, type Aftermath, type Requirement } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import type { Target } from '../../../src/conformance/trial/target.js';
import type { Trial } from '../../../src/conformance/trial/trial.js';
import { requirementOf } from '../engine/requirement-of.js';
import { StubTarget } from '../engine/stub-target.js';

const tidy = async (trial: Trial): Promise<void> => trial.exercised();

function aftermath(of: Aftermath['of'], run = tidy): Requirement {
  return requirementOf({ kind: 'aftermath', of, run }, { id: `LEFT-${of}`, needs: of === 'held' ? ['leftovers'] : [] });
}

const building = requirementOf(
  example(async (trial) => {
    await trial.client.rpc.build({ ref: trial.ref() });
    trial.exercised();
  }),
  { id: 'BUILDING' },
);

/** Forgets sessions when they are disconnected, but for those that it is told to keep. */
function controller({ lists = false, answers = false }: { readonly lists?: boolean; readonly answers?: boolean } = {}) {
  const refs = new Set<string>();
  return new StubTarget({
    Build: async ({ request, answer }) => {
      refs.add(request.ref);
      await answer();
    },
    Disconnect: async ({ request, answer }) => {
      if (!lists) refs.delete(request.ref);
      await answer();
    },
    List: ({ answer }) => answer({ refs: [...refs, 'of somebody else'] }),
    ListProcesses: ({ fail, answer }) => (answers ? answer({ processes: [{}] }) : fail(2, 'unknown ref')),
  });
}

async function verdictsOn(target: Target, ...requirements: readonly Requirement[]) {
  const report = await runConformance(target, { requirements, timeoutMs: 200 });
  return report.requirements.map(({ id, verdict, counterexample }) => ({ id, verdict, seen: counterexample?.seen }));
}

describe('what a check leaves behind', () => {
  it('is nothing on a good target, whoever else has sessions there', async () => {
    const [, left] = await verdictsOn(controller().target, building, aftermath('sessions'));
    expect(left).to.deep.equal({ id: 'LEFT-sessions', verdict: 'pass', seen: undefined });
  });

  it('is told against the requirement of leaks, and not against that of the check', async () => {
    const [built, left] = await verdictsOn(controller({ lists: true }).target, building, aftermath('sessions'));
    expect(built?.verdict).to.equal('pass');
    expect(left?.verdict).to.equal('violated');
    expect(left?.seen).to.match(/^List still shows "session-[0-9a-f]{8}-1"$/);
  });

  it('is also a session that ListProcesses knows', async () => {
    const [, left] = await verdictsOn(controller({ answers: true }).target, building, aftermath('sessions'));
    expect(left?.seen).to.match(/^ListProcesses of "session-[0-9a-f]{8}-1" still answers, with 1$/);
  });

  it('is told with the steps of the first check that left something, by its ID', async () => {
    const { target } = controller({ lists: true });
    const report = await runConformance(target, { requirements: [building, aftermath('sessions')], timeoutMs: 200 });
    const { counterexample } = report.requirements[1]!;
    expect(counterexample?.what).to.include('the check of BUILDING');
    expect(counterexample?.steps[0]).to.match(/^Build #1 \{ ref: /);
  });

  it('may have been left by the check of leaks itself', async () => {
    const run = async (trial: Trial): Promise<void> => {
      await trial.client.rpc.build({ ref: trial.ref() });
      trial.exercised();
    };
    const [left] = await verdictsOn(controller({ lists: true }).target, aftermath('sessions', run));
    expect(left?.verdict).to.equal('violated');
  });

  it('is what a target says of itself, where it can', async () => {
    const { target } = controller();
    const [held] = await verdictsOn({ ...target, leftovers: async () => ['a', 'b', 'c', 'd', 'e'] }, aftermath('held'));
    expect(held).to.deep.equal({ id: 'LEFT-held', verdict: 'violated', seen: 'a; b; c; and 2 more' });
    const [cannot] = await verdictsOn(target, aftermath('held'));
    expect(cannot?.verdict).to.equal('skipped');
  });

  it('is not looked for when no requirement of the run is about it', async () => {
    const stub = controller();
    await verdictsOn(stub.target, building);
    expect(stub.requestsOf('List')).to.deep.equal([]);
  });
});
