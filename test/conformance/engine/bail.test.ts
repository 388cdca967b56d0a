import { expect } from 'chai';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { requirementOf, wantsNoSession } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

const requirements = [
  requirementOf(wantsNoSession, { id: 'TEST-001', level: 'SHOULD' }),
  requirementOf(wantsNoSession, { id: 'TEST-002' }),
  requirementOf(wantsNoSession, { id: 'TEST-003' }),
  requirementOf(undefined, { id: 'TEST-004' }),
];

async function checked(bail: number, strict = false): Promise<readonly string[]> {
  const { target } = new StubTarget({ List: (call) => call.answer({ refs: ['left-over'] }) });
  const report = await runConformance(target, { requirements, bail, strict, reruns: 0 });
  expect(exitCodeOf(report)).to.equal(1);
  return [...report.requirements.map(({ id }) => id), report.endedEarly?.cause ?? 'done'];
}

describe('a run that is to end after some violations', () => {
  it('ends with the one that fails it, which a SHOULD does only when strict', async () => {
    expect(await checked(1)).to.deep.equal(['TEST-001', 'TEST-002', 'bail']);
    expect(await checked(1, true)).to.deep.equal(['TEST-001', 'bail']);
    expect(await checked(2)).to.deep.equal(['TEST-001', 'TEST-002', 'TEST-003', 'bail']);
  });

  it('goes on to the end where there are fewer', async () => {
    expect(await checked(3)).to.deep.equal(['TEST-001', 'TEST-002', 'TEST-003', 'TEST-004', 'done']);
  });
});
