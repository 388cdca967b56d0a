import { example, type Requirement } from '../../trial/requirement.js';
import { runningCat, startProgram } from '../process-stream.js';
import { builtSession } from '../session.js';

/** How often a start is tried: it takes a fraction of a second, of which only a smaller fraction is critical. */
const attempts = 10;

export const disconnectStartingProcessRequirements: readonly Requirement[] = [
  {
    id: 'DISC-012',
    title: 'Disconnect while a process is being started answers, and holds up no other session.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.10',
    needs: ['restart', 'programs'],
    destructive: true,
    check: example(async (trial) => {
      try {
        for (let attempt = 0; attempt < attempts; attempt += 1) {
          const ref = await builtSession(trial);
          const cat = await runningCat(trial, ref);
          const other = await trial.newClient();
          await startProgram(trial, ref, 'cat', { config: { rollback: true } });
          await cat.ended();
          trial.exercised();
          await trial.within('Disconnect to answer', trial.client.rpc.disconnect({ ref }));
          await trial.within('List to answer another client', other.rpc.list());
        }
      } finally {
        // Restarted, because a server that waits for ever still answers Info, and so passes for alive.
        await trial.restart();
      }
    }),
  },
];
