import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { rewriteKnownFailing } from '../../src/cli/conformance/rewrite-known-failing.js';
import { runConformance } from '../../src/conformance/run-conformance.js';
import { example } from '../../src/conformance/trial/requirement.js';
import { requirementOf } from '../conformance/engine/requirement-of.js';
import { StubTarget } from '../conformance/engine/stub-target.js';

/** It can be read, and written by nobody. */
const fixed = '/proc/version';

describe('a known-failing file that cannot be written', () => {
  it('is told, and what it was to say is saved', async function () {
    if (!existsSync(fixed)) this.skip();
    const wrong = requirementOf(example(async (trial) => trial.equal('it', 1, 2)));
    const report = await runConformance(new StubTarget().target, { requirements: [wrong], reruns: 0 });
    const refused = await rewriteKnownFailing(fixed, report).catch((error: unknown) => (error as Error).message);
    const [, file = ''] = /^cannot write \/proc\/version: .+; it is in (\S+)$/.exec(refused) ?? expect.fail(refused);
    expect(readFileSync(file, 'utf8')).to.include('id: TEST-001');
    rmSync(dirname(file), { recursive: true });
  });
});
