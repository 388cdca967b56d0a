import { expect } from 'chai';
import { scenarioFileOf } from '../../../src/conformance/reenactment/scenario-file.js';
import type { Report } from '../../../src/conformance/engine/report.js';
import { example } from '../../../src/conformance/trial/requirement.js';
import { runConformance, type RunOptions } from '../../../src/conformance/run-conformance.js';
import type { Target } from '../../../src/conformance/trial/target.js';
import { mutants } from '../../../src/mutants/index.js';
import { mutantTarget } from '../../../src/mutants/target.js';
import type { Timestamp } from '../../../src/protocol/messages.js';
import { parseScenario } from '../../../src/scenarios/index.js';
import { requirementOf, wantsNoSession } from '../engine/requirement-of.js';
import { reportOf } from '../engine/report-of.js';
import { StubTarget, type StubHandlers } from '../engine/stub-target.js';
import { toldBy, toldIn } from './replayed.js';

function at(seconds: bigint): Timestamp {
  return { seconds, nanos: 0 };
}

/** Builds, and wants List to show the session. */
const wantsBuiltSession = example(async (trial) => {
  const status = trial.client.rpc.status({ ref: 'r' });
  await trial.client.rpc.build({ ref: 'r', options: { contextPath: '.' } });
  await trial.within('Status', status.status);
  trial.equal('the listed refs', (await trial.client.rpc.list()).refs, ['r']);
});

async function reportOn(target: Target, options: RunOptions): Promise<Report> {
  try {
    return await runConformance(target, { seed: 1, timeoutMs: 300, shrinkMs: 1000, reruns: 0, ...options });
  } finally {
    await target.close();
  }
}

async function expectSameAgain(report: Report): Promise<string> {
  const [requirement] = report.requirements;
  const { journal } = requirement!.counterexample!;
  expect(journal).to.not.be.empty;
  const text = (await scenarioFileOf(requirement!, report))!;
  expect(text).to.contain('gets the same, message for message.');
  const { revision } = report;
  expect(await toldBy(parseScenario(text), journal, revision)).to.deep.equal(toldIn(journal, revision));
  return text;
}

describe('the scenario of a counterexample', () => {
  const names = [
    'build-early-failure-not-found', // a wrong code
    'build-error-torn-detail', // details that are no JSON
    'build-replies-twice',
    'build-without-reply',
    'status-last-message-lost',
    'status-fails-with-build',
    'list-cuts-refs', // a message of another content
    'output-doubles-at-32k',
    'log-newline-lost',
    'stderr-on-stdout',
    'takeover-refused',
    'invoke-resize-before-init-passed-over', // a call that stays open
    'unknown-fields-refused', // requests of raw bytes
    'quirk-dies-of-cancelled-stalled-build', // a server that dies
  ];
  for (const name of names) {
    it(`makes the fake say to a client what ${name} said`, async () => {
      const mutant = mutants.find((one) => one.name === name)!;
      const timeoutMs = mutant.timeoutMs ?? 300;
      await expectSameAgain(
        await reportOn(await mutantTarget(mutant, { seed: 1 }), { only: [mutant.requirement], timeoutMs }),
      );
    });
  }

  const wrong: readonly (readonly [what: string, handlers: StubHandlers])[] = [
    ['bytes that are no message', { List: ({ call }) => void call.send(Uint8Array.of(0x0a, 5)) }],
    ['no end, ever', { List: async ({ send }) => void (await send({ refs: ['left-over'] })) }],
    ['nothing, ever', { List: () => undefined }],
  ];
  for (const [what, handlers] of wrong) {
    it(`says ${what}`, async () => {
      const { target } = new StubTarget(handlers);
      await expectSameAgain(await reportOn(target, { requirements: [requirementOf(wantsNoSession)] }));
    });
  }

  it('ends the calls as a server did that died, and says what it does not do', async () => {
    const stub: StubTarget = new StubTarget({ List: () => stub.die() });
    const text = await expectSameAgain(await reportOn(stub.target, { requirements: [requirementOf(wantsNoSession)] }));
    expect(text).to.contain('\n# Calls that a lost connection ended end as they did, but the connection stays.\n');
  });

  it('tells in which call it does not say the same', async () => {
    const { target } = new StubTarget({ List: ({ fail }) => fail(77, 'no code of gRPC') });
    const report = await reportOn(target, { requirements: [requirementOf(wantsNoSession)] });
    const text = await scenarioFileOf(report.requirements[0]!, report);
    expect(text).to.contain('\n# - List #1: it ends otherwise\n');
    parseScenario(text!);
  });

  it('is said call by call where a part of it cannot be played', async () => {
    const { target } = new StubTarget({
      Status: ({ answer }) => answer({ vertices: [{ digest: 'd', started: at(1n), completed: at(2n ** 60n) }] }),
    });
    const text = await expectSameAgain(await reportOn(target, { requirements: [requirementOf(wantsBuiltSession)] }));
    expect(parseScenario(text)).to.not.have.property('builds');
  });

  it('tells at its head what was violated, and how to serve it', async () => {
    const stub = new StubTarget({ List: (call) => call.answer({ refs: ['left-over'] }) });
    const text = await expectSameAgain(
      await reportOn(stub.target, { requirements: [requirementOf(wantsNoSession, { title: 'Two\nlines.' })] }),
    );
    expect(text.split('\n').slice(0, 8)).to.deep.equal([
      '# TEST-001: Two',
      '# lines.',
      "# As stub v0 violated it: the listed refs: expected [], seen [ 'left-over' ]",
      '#',
      '# Serve it with: buildx-testkit serve FILE --revision 2023-04',
      '# A client that does the same gets the same, message for message.',
      '',
      'name: TEST-001, violated',
    ]);
  });

  it('is none where there is no counterexample', async () => {
    const report = reportOf([{}]);
    expect(await scenarioFileOf(report.requirements[0]!, report)).to.equal(undefined);
  });
});
