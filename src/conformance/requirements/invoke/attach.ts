import { example, type Requirement } from '../../trial/requirement.js';
import { contextCancelled } from '../ending.js';
import { processIds } from '../process-list.js';
import { attach, runningCat, startProgram } from '../process-stream.js';
import { numbersText } from '../numbers-text.js';
import { builtSession } from '../session.js';

/** How many bytes tell the end of a text of numbers from its middle. */
const lastBytes = 20;

export const invokeAttachRequirements: readonly Requirement[] = [
  {
    id: 'INVOKE-017',
    title: 'A client that cancels Invoke detaches: the process goes on and another Invoke attaches to it.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §6',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const cat = await runningCat(trial, ref);
      cat.call.cancel();
      trial.exercised();
      trial.equal('the processes', await processIds(trial, ref), [cat.processId]);
      const again = await attach(trial, ref, cat.processId, await trial.newClient());
      trial.holds('the process answers its new client', await again.echoes('again'), again.state);
    }),
  },
  {
    id: 'INVOKE-018',
    title: 'A second Invoke of a process takes it over: the first stream ends CANCELLED, the second is served.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (14), §13, https://github.com/docker/buildx/pull/1626',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const first = await runningCat(trial, ref);
      const second = await attach(trial, ref, first.processId, await trial.newClient());
      trial.exercised();
      trial.equal('the first stream', await first.ended(), contextCancelled);
      trial.holds('the second stream is served', await second.echoes('second'), second.state);
      trial.equal('the processes', await processIds(trial, ref), [first.processId]);
    }),
  },
  {
    id: 'INVOKE-019',
    title: 'What is written for the second client of a process does not come to the first.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §6',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const first = await runningCat(trial, ref);
      const second = await attach(trial, ref, first.processId);
      trial.holds('the second stream is served', await second.echoes('second'), second.state);
      await first.ended();
      trial.exercised();
      trial.equal('what came to the first client', first.text(1), 'ready\n');
      trial.equal('what came to the second client', second.text(1), 'second\n');
    }),
  },
  {
    id: 'INVOKE-020',
    title: 'The configuration of an Invoke that attaches is ignored: the process stays what it is.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §5.8',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const cat = await runningCat(trial, ref);
      const before = await trial.client.rpc.listProcesses({ ref });
      const again = await startProgram(trial, ref, 'exits', { processId: cat.processId, values: { code: 7 } });
      trial.holds('it is still the cat that answers', await again.echoes('again'), again.state);
      trial.exercised();
      trial.equal('the processes', await trial.client.rpc.listProcesses({ ref }), before);
    }),
  },
  {
    id: 'INVOKE-021',
    title: 'Output that was written while nobody was attached is given to the next that attaches, to its last byte.',
    level: 'OBSERVED',
    source: 'docs/real-controller.md §1 (13), §6',
    needs: ['programs'],
    check: example(async (trial) => {
      const bytes = 600_000;
      const ref = await builtSession(trial);
      const first = await startProgram(trial, ref, 'emits', { values: { bytes, fd: 1 } });
      await first.outputOf(1, 1);
      // Paused, so that the process is held up before its end, since nobody takes what it writes.
      first.call.pause();
      first.call.cancel();
      await first.ended();
      // Making another build takes long enough for the process to go on writing.
      await builtSession(trial);
      const second = await attach(trial, ref, first.processId);
      trial.exercised();
      // Only the last bytes, because what was on its way to the first client is gone.
      await trial.within('the last bytes to come', second.endsWith(numbersText(bytes).slice(-lastBytes)));
    }),
  },
];
