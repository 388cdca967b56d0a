import { describeConformance } from '../../../src/conformance/describe-conformance.js';
import { example } from '../../../src/conformance/trial/requirement.js';
import { holds, requirementOf, wantsNoSession } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

// Run by mocha in a process of its own: see describe-conformance.test.ts.
let closed = false;
let lists = 0;
const { target } = new StubTarget({
  // Right when tried again, which must not be.
  List: (call) => call.answer({ refs: (lists += 1) <= 3 ? ['left-over'] : [] }),
});
const requirements = [
  requirementOf(holds, { id: 'TEST-001', title: 'Passes.' }),
  requirementOf(wantsNoSession, { id: 'TEST-002', title: 'Is violated.' }),
  requirementOf(wantsNoSession, { id: 'TEST-003', title: 'Is a violated SHOULD.', level: 'SHOULD' }),
  requirementOf(holds, { id: 'TEST-004', title: 'Lacks something.', needs: ['restart'] }),
  requirementOf(holds, { id: 'TEST-005', title: 'Is of another revision.', since: '0.12' }),
  requirementOf(
    example(async () => {}),
    { id: 'TEST-006', title: 'Never came up.' },
  ),
];

describeConformance(
  async () => ({
    ...target,
    close: async () => {
      closed = true;
    },
  }),
  { requirements, reruns: 0 },
);

describe('after it', () => {
  it('after all: closed', () => {
    if (!closed) throw new Error('the target was not closed');
  });
});
