import type { Call } from '../../../client/controller-client.js';
import type { StatusRequest, StatusResponse } from '../../../protocol/messages.js';
import { example, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { endingOf, ok, unaryEnding } from '../ending.js';
import { completedNames, gaps } from '../payload/history.js';
import { builtSession, longBuild, startBuild } from '../session.js';

type Status = Call<StatusRequest, StatusResponse>;

/** How many subscribers there are: more than a small build has messages, so that they leave nothing. */
const thieves = 30;

async function builtBefore(trial: Trial, ref: string, subscribers: readonly Status[]): Promise<void> {
  const build = await startBuild(trial.client, ref, trial.fixtures.builds.succeeds);
  trial.equal('Build', await endingOf(build), ok);
  for (const status of subscribers) trial.equal('Status', await endingOf(status), ok);
}

export const statusSubscriberRequirements: readonly Requirement[] = [
  {
    id: 'STATUS-008',
    title: 'Of several subscribers each ends OK, and what one does not get another does.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.5',
    check: example(async (trial) => {
      const ref = trial.ref();
      const subscribers = [trial.client.rpc.status({ ref }), (await trial.newClient()).rpc.status({ ref })];
      await builtBefore(trial, ref, subscribers);
      trial.exercised();
      const messages = subscribers.flatMap((status) => status.messages);
      trial.holds('they saw something', messages.length > 0);
      trial.equal('what none of them saw', gaps(messages), []);
    }),
  },
  {
    id: 'STATUS-009',
    title: 'Every subscriber sees all of the build.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (7), §5.5',
    check: example(async (trial) => {
      const ref = trial.ref();
      const one = trial.client.rpc.status({ ref });
      const other = (await trial.newClient()).rpc.status({ ref });
      await builtBefore(trial, ref, [one, other]);
      if (one.messages.length + other.messages.length > 0) trial.exercised();
      trial.equal('what the first subscriber missed', gaps(one.messages), []);
      trial.equal(
        'the vertices that the second saw completed',
        completedNames(other.messages),
        completedNames(one.messages),
      );
    }),
  },
  {
    id: 'STATUS-010',
    title: 'A subscriber that comes while the build runs gets what was shown before.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (7), §5.5',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref, status } = await longBuild(trial);
      // Looks for completed vertices, because a vertex that is done is not shown again by itself.
      const done = (message: StatusResponse): readonly string[] => completedNames([message]);
      const shown = await status.find((message) => done(message).length > 0);
      const [name] = shown === undefined ? [] : done(shown);
      const late = trial.client.rpc.status({ ref });
      trial.exercised();
      const again = late.find((message) => name !== undefined && done(message).includes(name));
      await trial.within(`a late subscriber to see that ${name} is done`, again);
    }),
  },
  {
    id: 'STATUS-011',
    title: 'A subscriber that leaves does not end the build, and one that comes later sees its end.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.4, §5.5',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref, build, status } = await longBuild(trial);
      status.cancel();
      const next = (await trial.newClient()).rpc.status({ ref });
      const again = await unaryEnding(trial.client.rpc.build({ ref, options: trial.fixtures.builds.succeeds }));
      trial.exercised();
      trial.equal('the message of a second Build', again.message, 'build ongoing');
      await trial.staysOpen('the Build', build, () => builtSession(trial));
      build.cancel();
      trial.equal('the later Status', await endingOf(next), ok);
    }),
  },
  {
    id: 'STATUS-012',
    title: 'A Status that was cancelled before the build takes nothing from those that watch it.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (8), §5.5',
    check: example(async (trial) => {
      const ref = trial.ref();
      const gone = Array.from({ length: thieves }, () => trial.client.rpc.status({ ref }));
      await trial.client.rpc.list();
      for (const status of gone) status.cancel();
      const status = (await trial.newClient()).rpc.status({ ref });
      await builtBefore(trial, ref, [status]);
      trial.exercised();
      trial.holds('the subscriber saw something', status.messages.length > 0);
      trial.equal('what it missed', gaps(status.messages), []);
    }),
  },
];
