import type { BuildOptions, Init } from '../../protocol/messages.js';
import type { BuildFixtures } from '../fixtures.js';
import type { Trial } from '../trial.js';

export type BuildName = Exclude<keyof BuildFixtures, 'stdinDockerfile'>;

/**
 * How to ask the target for one of its builds. What fails or is cancelled gets a build arg of its own, `NONCE`: BuildKit
 * merges steps that are alike, also with one that another session is just giving up.
 */
export function fixtureBuild(trial: Trial, name: BuildName): Init<BuildOptions> {
  const options = trial.fixtures.builds[name] ?? trial.lacks(`builds.${name}`);
  if (name !== 'failsInStep' && name !== 'takesLong') return options;
  return { ...options, buildArgs: { ...options.buildArgs, NONCE: trial.processId() } };
}
