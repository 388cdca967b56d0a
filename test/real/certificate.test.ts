import { expect } from 'chai';
import { certifiedCases } from '../buildx/certificate/cases/index.js';
import { loneFacts } from '../buildx/certificate/facts/lone-facts.js';
import { RealBuildKit } from '../buildx/certificate/real/real-buildkit.js';
import { readRecording, references, releaseOf } from '../buildx/certificate/recording.js';
import { forgetAll, runCase } from '../buildx/certificate/run-case.js';
import { needsProgram, type Program, programs } from '../buildx/programs/needs-program.js';
import { unmet } from '../unmet.js';
import { needsController } from './needs-controller.js';

const recording = readRecording(references[0]);
const image = process.env['BUILDX_TESTKIT_IMAGE'] ?? 'buildx-testkit/debian-controller';

describe('the BuildKit inside of a Docker engine, as the certificate has it', function () {
  this.timeout('60s');
  let program: Program;
  let real: RealBuildKit;
  before(async function () {
    await needsController(this);
    program = await needsProgram(this, programs[0]);
    const release = releaseOf(program.version);
    if (release !== recording.program)
      unmet(this, `recorded under buildx ${recording.program}, and this is ${release}`);
    real = await RealBuildKit.start(image);
    if (real.version !== recording.engine)
      unmet(this, `recorded of Docker ${recording.engine}, and this is ${real.version}`);
  });
  after(async () => {
    await real?.[Symbol.asyncDispose]();
  });

  for (const one of Object.values(certifiedCases).flat()) {
    const recorded = recording.cases[one.name];
    if (recorded === undefined) continue;
    it(one.name, async () => {
      const side = { endpoint: real.endpoint, program: program.path, shell: real.shell };
      await forgetAll(side);
      const facts = await runCase(one, side);
      const [now, then] = [loneFacts(facts, recorded.facts), loneFacts(recorded.facts, facts)];
      const only = (lone: typeof now) => lone.flatMap(({ side: of, fact }) => (of === 'real' ? [fact] : []));
      expect(only(now), 'said now; to record it: npm run certify -- --update').to.deep.equal([]);
      expect(only(then), 'recorded, and not said now').to.deep.equal([]);
    });
  }
});
