import { expect } from 'chai';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import { sending } from '../../../src/mutants/shape/sending.js';

/** What PAYLOAD-008 says of a server whose first `builds` failing builds do not show the vertex that failed. */
async function verdictWithout(builds: number): Promise<string | undefined> {
  let dropped = 0;
  const handlers = () =>
    sending('Status', (message) => {
      const vertices = message.vertices ?? [];
      const failed = vertices.some(({ error = '' }) => error !== '');
      return failed && dropped++ < builds ? [{ ...message, vertices: [] }] : [message];
    });
  const target = await fakeTarget({ mutant: { handlers } });
  try {
    const report = await runConformance(target, { only: ['PAYLOAD-008'], seed: 1, runs: 1 });
    return report.requirements[0]?.verdict;
  } finally {
    await target.close();
  }
}

describe('a server that drops the end of what a failing build shows', () => {
  it('is asked for another failing build, whose failed vertex is judged', async () => {
    expect(await verdictWithout(1)).to.equal('pass');
  });

  it('leaves the requirement not exercised when no build shows any', async () => {
    expect(await verdictWithout(Number.POSITIVE_INFINITY)).to.equal('not-exercised');
  });
});
