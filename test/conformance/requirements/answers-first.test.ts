import { expect } from 'chai';
import type { Check, Requirement } from '../../../src/conformance/trial/requirement.js';
import { requirements } from '../../../src/conformance/requirements/index.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import type { Trial } from '../../../src/conformance/trial/trial.js';
import { revisions } from '../../../src/protocol/revision.js';

/** These call what the service has not: a client tells of its service's own calls only. */
const ofOtherPaths = new Set(['XPORT-001', 'XPORT-002', 'XPORT-003', 'XPORT-015', 'XPORT-016']);

/** What the target has said so far: messages and ends of calls. */
interface Heard {
  count: number;
}

/** A trial that asks whether anything was heard when the check says that its condition came up. */
function listening(trial: Trial, heard: Heard, tooEarly: () => void): Trial {
  const before = heard.count;
  return new Proxy(trial, {
    get: (target, key) => {
      if (key === 'exercised' && heard.count === before) tooEarly();
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function listeningCheck(check: Check, heard: Heard, tooEarly: () => void): Check {
  switch (check.kind) {
    case 'example':
      return { ...check, run: (trial: Trial) => check.run(listening(trial, heard, tooEarly)) };
    case 'property':
      return { ...check, run: (trial, value) => check.run(listening(trial, heard, tooEarly), value) };
    case 'survival':
    case 'aftermath':
      return check;
  }
}

describe('a requirement', function () {
  this.timeout('60s');

  for (const revision of revisions) {
    it(`of ${revision} is exercised by what the target has said, not by what it was asked`, async () => {
      const heard: Heard = { count: 0 };
      const early = new Set<string>();
      const asked = requirements
        .filter(({ id, destructive }) => destructive !== true && !ofOtherPaths.has(id))
        .map((one): Requirement => ({ ...one, check: listeningCheck(one.check, heard, () => early.add(one.id)) }));
      const { scheduled: _scheduled, ...fake } = await fakeTarget({ revision });
      const target: typeof fake = {
        ...fake,
        connect: (options = {}) =>
          fake.connect({
            observer: (event) => {
              if (event.kind === 'response' || event.kind === 'status') heard.count++;
              options.observer?.(event);
            },
          }),
      };
      try {
        const report = await runConformance(target, { requirements: asked, seed: 1, runs: 1, timeoutMs: 1000 });
        expect(report.summary).to.include({ error: 0, violated: 0 });
        expect([...early]).to.deep.equal([]);
      } finally {
        await fake.close();
      }
    });
  }
});
