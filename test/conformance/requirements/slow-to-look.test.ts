import { expect } from 'chai';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import { on } from '../../../src/mutants/shape/on.js';
import type { MethodName } from '../../../src/protocol/methods.js';
import { Random } from '../../../src/time/random.js';

/** Longer than many other calls take. */
const longestMs = 60;

/** Is as long about a stream before it looks at it, time and again, as a loaded machine may be. */
function slowToLook(seed: number) {
  const random = new Random(seed);
  return (method: MethodName) =>
    on(method, async ({ clock }, call, next) => {
      const ms = random.integer(0, 2) === 0 ? random.integer(1, longestMs) : 0;
      if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, 'slow to look', resolve));
      await next(call);
    });
}

const cases = [
  ...(['Input', 'Status', 'Build', 'Invoke'] as const).map((method) => ({ method, quirks: 'none' as const })),
  // Not Status: no real build is over before it is looked at, as builds of the fake are.
  { method: 'Input', quirks: 'all' } as const,
];

describe('a server that is slow to look at a stream', function () {
  this.timeout('3m');

  for (const { method, quirks } of cases) {
    it(`of ${method} passes every MUST, with quirks ${quirks}`, async () => {
      const handlers = () => slowToLook(5)(method);
      // It chooses the order of events itself.
      const { scheduled: _scheduled, ...target } = await fakeTarget({ quirks, mutant: { handlers } });
      try {
        const report = await runConformance(target, { level: 'MUST', strict: true, seed: 2, shrinkMs: 0, reruns: 0 });
        const found = report.requirements.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
        expect(found.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`)).to.deep.equal([]);
      } finally {
        await target.close();
      }
    });
  }
});
