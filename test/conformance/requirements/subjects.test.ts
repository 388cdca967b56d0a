import { expect } from 'chai';
import { requirements } from '../../../src/conformance/requirements/index.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import { on } from '../../../src/mutants/shape/on.js';
import { through } from '../../../src/mutants/shape/through.js';
import { revisions } from '../../../src/protocol/revision.js';

/** These hold how a Status ends, and what Build answers, whatever was shown. */
const ofTheEndAlone = ['STATUS-001', 'STATUS-004', 'PAYLOAD-026'];

const aboutProgress = requirements.filter(({ id }) => /^(STATUS|PAYLOAD)-/.test(id));
const aboutPrograms = requirements.filter(({ id }) => /^(PROC|INVOKE)-/.test(id));

describe('a requirement whose subject never comes up', function () {
  this.timeout('60s');

  for (const revision of revisions) {
    it(`about progress does not pass on a server of ${revision} that shows none`, async () => {
      const handlers = () => on('Status', (_context, call, next) => next(through(call, { send: async () => true })));
      const { scheduled: _scheduled, ...target } = await fakeTarget({ revision, mutant: { handlers } });
      try {
        const settings = { seed: 1, runs: 2, timeoutMs: 300, shrinkMs: 0, reruns: 0 };
        const report = await runConformance(target, { requirements: aboutProgress, ...settings });
        const passed = report.requirements.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
        expect(passed).to.deep.equal(ofTheEndAlone);
      } finally {
        await target.close();
      }
    });

    it(`about a program or a build that a target of ${revision} has not got is skipped, if it says that it needs it`, async () => {
      const target = await fakeTarget({ revision });
      const { succeeds } = target.fixtures.builds;
      const bare = { ...target, fixtures: { builds: { succeeds } } };
      try {
        const needy = requirements.filter(({ needs = [] }) => needs.some((need) => /^(programs|builds\.)/.test(need)));
        const report = await runConformance(bare, { requirements: needy, seed: 1, runs: 2, timeoutMs: 300 });
        const others = report.requirements.filter(({ verdict }) => verdict !== 'skipped').map(({ id }) => id);
        expect(others).to.deep.equal([]);
        const unneedy = aboutPrograms.filter((one) => !needy.includes(one));
        const rest = await runConformance(bare, { requirements: unneedy, seed: 1, runs: 2, timeoutMs: 300 });
        const failed = rest.requirements.filter(({ verdict }) => verdict === 'error' || verdict === 'violated');
        expect(failed.map(({ id }) => id)).to.deep.equal([]);
      } finally {
        await target.close();
      }
    });
  }
});
