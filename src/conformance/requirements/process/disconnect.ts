import { plainRef } from '../../arbitraries/ref.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { contextCancelled, ended, ok, unaryEnding, unknown } from '../ending.js';
import { processIds } from '../process-list.js';
import { runningCat } from '../process-stream.js';
import { builtSession } from '../session.js';
import { sessionWording } from '../../../protocol/session-wording.js';

/** The end of a DisconnectProcess that has done its work, up to v0.16, whose reply cannot be encoded. */
const emptyReplyFailure = ended('INTERNAL', 'grpc: error while marshaling: proto: Marshal called with nil');

/** How often it is tried, because some real servers end the other processes only about every other time. */
const attempts = 6;

export const disconnectProcessRequirements: readonly Requirement[] = [
  {
    id: 'PROC-025',
    title: 'DisconnectProcess of a ref that nobody built is refused with the ref in quotes.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.9, §3.4',
    check: property(plainRef(), async (trial, wanted) => {
      const ref = trial.ref(wanted);
      const ending = await unaryEnding(trial.client.rpc.disconnectProcess({ ref, processId: trial.processId() }));
      trial.exercised();
      trial.equal('DisconnectProcess', ending, unknown(sessionWording(trial.revision).processes.unknown(`"${ref}"`)));
    }),
  },
  {
    id: 'PROC-026',
    title: 'DisconnectProcess of a process that is not there is refused with its ID in quotes.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.9, §3.4',
    check: property(
      plainRef(),
      async (trial, processId) => {
        const ref = await builtSession(trial);
        const ending = await unaryEnding(trial.client.rpc.disconnectProcess({ ref, processId }));
        trial.exercised();
        trial.equal('DisconnectProcess', ending, unknown(`unknown process "${processId}"`));
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'PROC-027',
    title: 'DisconnectProcess kills the process: its stream ends CANCELLED, and it is not listed.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.9, §1 (4)',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const cat = await runningCat(trial, ref);
      const ending = await unaryEnding(trial.client.rpc.disconnectProcess({ ref, processId: cat.processId }));
      trial.exercised();
      trial.oneOf('DisconnectProcess', ending, [ok, emptyReplyFailure]);
      trial.equal('the processes', await processIds(trial, ref), []);
      trial.equal('the stream of the process', await cat.ended(), contextCancelled);
    }),
  },
  {
    id: 'PROC-028',
    title: 'DisconnectProcess that has done its work ends OK.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (4), §5.9',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const { processId } = await runningCat(trial, ref);
      const ending = await unaryEnding(trial.client.rpc.disconnectProcess({ ref, processId }));
      trial.exercised();
      trial.equal('DisconnectProcess', ending, ok);
    }),
  },
  {
    id: 'PROC-029',
    title: 'DisconnectProcess kills a process to which nobody is attached, and a second time there is none.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.9',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const cat = await runningCat(trial, ref);
      cat.call.cancel();
      await unaryEnding(trial.client.rpc.disconnectProcess({ ref, processId: cat.processId }));
      trial.exercised();
      trial.equal('the processes', await processIds(trial, ref), []);
      const again = await unaryEnding(trial.client.rpc.disconnectProcess({ ref, processId: cat.processId }));
      trial.equal('the second DisconnectProcess', again, unknown(`unknown process "${cat.processId}"`));
    }),
  },
  {
    id: 'PROC-030',
    title: 'DisconnectProcess leaves the other processes of the session alone.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.9',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const stays = await runningCat(trial, ref);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const goes = await runningCat(trial, ref);
        await unaryEnding(trial.client.rpc.disconnectProcess({ ref, processId: goes.processId }));
        await goes.ended();
        trial.exercised();
        const answered = await trial.within('the other process to answer', stays.echoes(`still ${attempt}`));
        trial.holds('the other process still answers', answered, stays.state);
        trial.equal('the processes', await processIds(trial, ref), [stays.processId]);
      }
    }),
  },
];
