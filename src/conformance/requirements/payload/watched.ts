import type { StatusResponse } from '../../../protocol/messages.js';
import { type Check, example } from '../../requirement.js';
import type { Trial } from '../../trial.js';
import { endingOf } from '../ending.js';
import { watchedBuild } from '../session.js';
import { fixtureBuild } from '../fixture-build.js';

const succeeding = ['succeeds', 'warns', 'logs'] as const;
type Kind = (typeof succeeding)[number] | 'failsInStep';

type HistoryCheck = (trial: Trial, history: readonly StatusResponse[]) => void;

/** All that a build of the fixtures shows to its only subscriber. */
export async function historyOf(trial: Trial, kind: Kind): Promise<readonly StatusResponse[]> {
  const { build, status } = await watchedBuild(trial, fixtureBuild(trial, kind));
  await build.status;
  await endingOf(status);
  return status.messages;
}

/** A check of what holds in the history of every build that succeeds. */
export function inEveryHistory(check: HistoryCheck): Check {
  return inHistories(succeeding, check);
}

/** The same, of builds that fail, too. Few checks use it: now and then a failing build kills a real server. */
export function inEveryHistoryAndFailures(check: HistoryCheck): Check {
  return inHistories([...succeeding, 'failsInStep'], check);
}

function inHistories(kinds: readonly Kind[], check: HistoryCheck): Check {
  return example(async (trial) => {
    for (const kind of kinds.filter((one) => trial.fixtures.builds[one] !== undefined)) {
      const history = await historyOf(trial, kind);
      if (history.some(({ vertices }) => vertices.length > 0)) trial.exercised();
      check(trial, history);
    }
  });
}
