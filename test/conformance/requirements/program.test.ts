import { expect } from 'chai';
import type { Fixtures } from '../../../src/conformance/fixtures/fixtures.js';
import { fixtureBuild } from '../../../src/conformance/requirements/fixture-build.js';
import { programConfig } from '../../../src/conformance/requirements/program.js';
import type { Trial } from '../../../src/conformance/trial/trial.js';
import { defaultFixtures } from '../../../src/conformance/fixtures/default-fixtures.js';

function trialWith(fixtures: Fixtures): Trial {
  let names = 0;
  return {
    fixtures,
    processId: () => `process-${(names += 1)}`,
    lacks: (capability: string): never => {
      throw new Error(`lacks ${capability}`);
    },
  } as unknown as Trial;
}

describe('what is asked of a target', () => {
  it('has the placeholders of a program filled in, and those without a value left alone', () => {
    const { cat, ...rest } = defaultFixtures.programs!;
    const programs = { ...rest, cat: { entrypoint: ['run', '{bytes}'], cmd: ['{fd}:{code}', '{other}'] } };
    const config = programConfig(trialWith({ ...defaultFixtures, programs }), 'cat', { bytes: 5, fd: 2, code: 0 });
    expect(config).to.deep.equal({ entrypoint: ['run', '5'], cmd: ['2:0', '{other}'] });
    expect(cat).not.to.equal(undefined);
  });

  it('is skipped when the target has no programs', () => {
    const trial = trialWith({ builds: defaultFixtures.builds });
    expect(() => programConfig(trial, 'cat')).to.throw('lacks programs');
  });

  it('is skipped when the target lacks the build', () => {
    const trial = trialWith({ builds: { succeeds: {} } });
    expect(() => fixtureBuild(trial, 'warns')).to.throw('lacks builds.warns');
  });

  it('is another build each time where builds are made to fail or are cancelled', () => {
    const trial = trialWith({ builds: { succeeds: {}, takesLong: { contextPath: '/long', buildArgs: { A: 'b' } } } });
    const [one, other] = [fixtureBuild(trial, 'takesLong'), fixtureBuild(trial, 'takesLong')];
    expect(one).to.deep.equal({ contextPath: '/long', buildArgs: { A: 'b', NONCE: 'process-1' } });
    expect(other.buildArgs).not.to.deep.equal(one.buildArgs);
  });
});
