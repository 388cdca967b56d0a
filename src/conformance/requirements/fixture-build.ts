import type { BuildOptions, Init } from '../../protocol/messages.js';
import type { BuildFixtures } from '../fixtures/fixtures.js';
import type { Trial } from '../trial/trial.js';

export type BuildName = Exclude<keyof BuildFixtures, 'stdinDockerfile'>;

const ofItsOwn: ReadonlySet<BuildName> = new Set([
  'failsInStep',
  'takesLong',
  'showsOptions',
  'seesContext',
  'seesSecret',
  'seesAgent',
]);

/**
 * Options that ask the target for one of its builds. A build that fails, is cancelled or must log gets a build arg of
 * its own, `NONCE`, because BuildKit merges steps that are alike, even with one that another session is just giving up.
 */
export function fixtureBuild(trial: Trial, name: BuildName): Init<BuildOptions> {
  const options = trial.fixtures.builds[name] ?? trial.lacks(`builds.${name}`);
  if (!ofItsOwn.has(name)) return options;
  return { ...options, buildArgs: { ...options.buildArgs, NONCE: trial.processId() } };
}
