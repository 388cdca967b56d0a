import type { Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { openInput } from '../input/build-stdin.js';
import { attach, runningCat } from '../process-stream.js';
import { builtSession, failedSession, longBuild } from '../session.js';

export const aftermathRequirements: readonly Requirement[] = [
  {
    id: 'XPORT-013',
    title: 'When a session was disconnected and its clients have gone, no call shows it or its processes any more.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.10',
    check: { kind: 'aftermath', of: 'sessions', run: leaveEverything },
  },
  {
    id: 'XPORT-014',
    title: 'When a session was disconnected and its clients have gone, the server holds no call and no timer for it.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (8), §5.5, §5.6',
    needs: ['leftovers'],
    check: { kind: 'aftermath', of: 'held', run: leaveEverything },
  },
];

/** Leaves one of everything behind: sessions, a build, processes with and without a stream, and streams that wait. */
async function leaveEverything(trial: Trial): Promise<void> {
  await failedSession(trial);
  const ref = await builtSession(trial);
  if (trial.fixtures.programs !== undefined) {
    const [left, cancelled] = [await runningCat(trial, ref), await runningCat(trial, ref)];
    cancelled.call.cancel();
    await (await attach(trial, ref, left.processId)).echoes('again');
  }
  if (trial.fixtures.builds.takesLong !== undefined) await longBuild(trial);
  trial.client.rpc.status({ ref });
  trial.client.rpc.status({ ref: trial.ref() });
  await openInput(trial, trial.ref());
  // This later call is answered when the streams have reached the server.
  await trial.client.rpc.list();
  trial.exercised();
}
