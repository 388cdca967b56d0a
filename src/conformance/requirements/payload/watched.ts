import type { StatusResponse } from '../../../protocol/messages.js';
import type { BuildFixtures } from '../../fixtures.js';
import { example, type Check } from '../../requirement.js';
import type { Trial } from '../../trial.js';
import { endingOf } from '../ending.js';
import { watchedBuild } from '../session.js';

const kinds = [
  'succeeds',
  'failsInStep',
  'warns',
  'logs',
  'failsEarly',
] as const satisfies readonly (keyof BuildFixtures)[];

/** All that a build of the fixtures shows to its only subscriber. */
export async function historyOf(trial: Trial, kind: (typeof kinds)[number]): Promise<readonly StatusResponse[]> {
  const { build, status } = await watchedBuild(trial, trial.fixtures.builds[kind] ?? trial.lacks(`builds.${kind}`));
  await build.status;
  await endingOf(status);
  return status.messages;
}

/** A check of what holds in the history of every build that the target has, however it ends. */
export function inEveryHistory(check: (trial: Trial, history: readonly StatusResponse[]) => void): Check {
  return example(async (trial) => {
    for (const kind of kinds.filter((one) => trial.fixtures.builds[one] !== undefined)) {
      const history = await historyOf(trial, kind);
      if (history.some(({ vertices }) => vertices.length > 0)) trial.exercised();
      check(trial, history);
    }
  });
}
