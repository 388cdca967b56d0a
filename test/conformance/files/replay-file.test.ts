import { expect } from 'chai';
import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayFileOf } from '../../../src/conformance/counterexample/replay.js';
import { readReplays } from '../../../src/conformance/files/replay-file.js';
import { property } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { reportOf } from '../engine/report-of.js';
import { requirementOf } from '../engine/requirement-of.js';
import { StubTarget } from '../engine/stub-target.js';

const anyNumber = requirementOf(
  property(fc.nat({ max: 1_000_000 }), async (trial, number) => {
    await trial.client.rpc.disconnect({ ref: String(number) });
    trial.exercised();
  }),
);

function below1000(): StubTarget {
  return new StubTarget({
    Disconnect: ({ request: { ref }, answer, fail }) => (Number(ref) < 1000 ? answer() : fail(2, 'too much')),
  });
}

describe('a replay file', () => {
  let directory: string;
  before(() => (directory = mkdtempSync(join(tmpdir(), 'replay-'))));
  after(() => rmSync(directory, { recursive: true }));

  const written = (data: unknown): string => {
    const file = join(directory, 'one.replay.json');
    writeFileSync(file, JSON.stringify(data));
    return file;
  };

  it('holds what shows the counterexample again, and every message byte for byte', async () => {
    const report = await runConformance(below1000().target, { requirements: [anyNumber], runs: 200, seed: 11 });
    const [requirement] = report.requirements;
    const replay = replayFileOf(requirement!, report)!;
    const { path } = requirement!.counterexample!;
    expect(replay).to.deep.include({
      schema: 1,
      requirement: 'TEST-001',
      seed: 11,
      path,
      revision: '2023-04',
      value: '1000',
    });
    expect(replay.journal.map(({ time: _time, ...entry }) => entry)).to.deep.equal([
      { client: 1, call: 1, rpc: 'Disconnect', kind: 'open' },
      { client: 1, call: 1, rpc: 'Disconnect', kind: 'request', bytes: Buffer.from('\n\u00041000').toString('base64') },
      { client: 1, call: 1, rpc: 'Disconnect', kind: 'half-close' },
      { client: 1, call: 1, rpc: 'Disconnect', kind: 'status', status: { code: 2, message: 'too much' } },
    ]);
  });

  it('runs its counterexample against any target', async () => {
    const report = await runConformance(below1000().target, { requirements: [anyNumber], runs: 200, seed: 11 });
    const replay = await readReplays(written(replayFileOf(report.requirements[0]!, report)));
    const stub = below1000();
    const again = await runConformance(stub.target, { requirements: [anyNumber], replay, reruns: 0 });
    expect(again.requirements[0]).to.include({ verdict: 'violated', runs: 1 });
    expect(stub.requestsOf('Disconnect')).to.deep.equal([{ ref: '1000' }]);
    const mended = await runConformance(new StubTarget().target, { requirements: [anyNumber], replay });
    expect(mended.requirements[0]).to.include({ verdict: 'pass' });
  });

  it('keeps the order of events that was drawn', async () => {
    const counterexample = {
      seed: 1,
      path: '0',
      value: null,
      what: '',
      expected: '',
      seen: '',
      steps: [],
      journal: [],
    };
    const schedule = ['a', 'b'];
    const report = reportOf([{ counterexample: { ...counterexample, schedule } }]);
    const replay = await readReplays(written(replayFileOf(report.requirements[0]!, report)));
    expect(replay).to.deep.equal([{ id: 'TEST-001', seed: 1, path: '0', schedule }]);
  });

  it('is none where there is no counterexample', () => {
    const report = reportOf([{}]);
    expect(replayFileOf(report.requirements[0]!, report)).to.equal(undefined);
  });

  it('is refused without its seed', async () => {
    const error: unknown = await readReplays(written({ schema: 1, requirement: 'A', path: '' })).catch(
      (e: unknown) => e,
    );
    expect(String(error)).to.match(
      /one\.replay\.json: .* must have properties seed, path when property requirement is present$/,
    );
  });
});
