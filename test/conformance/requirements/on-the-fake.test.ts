import { expect } from 'chai';
import { describeConformance } from '../../../src/conformance/describe-conformance.js';
import { requirements } from '../../../src/conformance/requirements/index.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import {
  defaultRevision,
  revisions,
  isWithin,
  type Revision,
  type RevisionSpan,
} from '../../../src/protocol/revision.js';

const seed = 7;

/** The oldest and the newest are gone through as usual, and the others, which do as one of them, with fewer inputs. */
const thorough: readonly Revision[] = [defaultRevision, '0.12', '0.18'];
const few = 4;

/** The requirements that a faithful controller violates, each because of a quirk. */
const defects: readonly ({ readonly id: string } & RevisionSpan)[] = [
  { id: 'BUILD-015' },
  { id: 'BUILD-016' },
  { id: 'BUILD-017', since: '0.11' },
  { id: 'STATUS-006' },
  { id: 'STATUS-009' },
  { id: 'STATUS-010' },
  { id: 'STATUS-012' },
  { id: 'INPUT-011' },
  { id: 'INPUT-014' },
  { id: 'INPUT-016' },
  { id: 'INVOKE-007' },
  { id: 'INVOKE-026' },
  { id: 'INVOKE-030' },
  { id: 'INVOKE-027', until: '2023-04' },
  { id: 'PROC-012' },
  { id: 'PROC-013' },
  { id: 'PROC-014' },
  { id: 'PROC-028', until: '0.16' },
  { id: 'PROC-030' },
  { id: 'DISC-010' },
  { id: 'MODEL-008' },
  { id: 'PAYLOAD-016', since: '0.11' },
  { id: 'XPORT-014' },
];

for (const revision of revisions) {
  const runs = thorough.includes(revision) ? {} : { runs: few };
  describeConformance(() => fakeTarget({ revision, quirks: 'none', seed }), {
    title: `the fake of ${revision} as a good server`,
    strict: true,
    seed,
    ...runs,
  });

  describeConformance(() => fakeTarget({ revision, quirks: 'all', seed }), {
    title: `the fake of ${revision} as the real server`,
    requirements: requirements.filter(({ level }) => level === 'MUST'),
    // A race is no less a fault of the fake.
    strict: true,
    seed,
    ...runs,
  });

  describe(`the fake of ${revision} as the real server`, () => {
    const shown = thorough.includes(revision) ? defects : defects.filter(({ since, until }) => since ?? until);
    for (const { id } of shown.filter((defect) => isWithin(defect, revision))) {
      it(`violates ${id}`, async () => {
        const target = await fakeTarget({ revision, quirks: 'all', seed });
        try {
          const report = await runConformance(target, { only: [id], seed, timeoutMs: 300, shrinkMs: 0 });
          expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal(['violated']);
        } finally {
          await target.close();
        }
      });
    }
  });
}
