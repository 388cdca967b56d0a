import * as fc from 'fast-check';
import { example, property, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { contextCancelled, unknown, type Ending } from '../ending.js';
import { processIds } from '../process-list.js';
import { runningCat, startProgram, type ProcessStream } from '../process-stream.js';
import { builtSession } from '../session.js';

/**
 * Runs a process that exits with `code`. It writes something first, because a silent exit is a requirement of its own
 * (PROC-009).
 */
async function exits(trial: Trial, ref: string, code: number, processId = trial.processId()): Promise<ProcessStream> {
  return startProgram(trial, ref, 'emitsAndExits', { processId, values: { bytes: 1, fd: 1, code } });
}

function endingOfExit(code: number): Ending {
  return code === 0 ? contextCancelled : unknown(`exit code: ${code}`);
}

/** The code that a shell tells of a process that was killed, for which another end is easily taken. */
const killed = 137;
const anyCode = fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(1, 2, 126, 127, 128, 137, 255));

export const processExitRequirements: readonly Requirement[] = [
  {
    id: 'PROC-006',
    title: 'A process that exits with 0 ends its stream CANCELLED: buildx’s own client hangs on OK.',
    level: 'MUST',
    source: 'docs/real-controller.md §1 (1, 2), §5.7, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const process = await exits(trial, await builtSession(trial), 0);
      const ending = await process.ended();
      trial.exercised();
      trial.equal('Invoke', ending, contextCancelled);
    }),
  },
  {
    id: 'PROC-007',
    title: 'A process that exits with another code ends its stream UNKNOWN with `exit code: N`.',
    level: 'MUST',
    source: 'docs/real-controller.md §1 (1), §5.7, §13',
    needs: ['programs'],
    check: property(
      anyCode,
      async (trial, code) => {
        const ref = await builtSession(trial);
        for (const one of [code, killed]) {
          const ending = await (await exits(trial, ref, one)).ended();
          trial.exercised();
          trial.equal('Invoke', ending, unknown(`exit code: ${one}`));
        }
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'PROC-008',
    title: 'The error of an exit carries the code as a typed detail.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.3',
    since: '0.11',
    needs: ['programs'],
    check: property(
      anyCode,
      async (trial, code) => {
        const process = await exits(trial, await builtSession(trial), code);
        const { details } = await process.call.status;
        trial.exercised();
        const exitMessages = details.filter(
          ({ typeUrl }) => typeUrl === 'github.com/moby/buildkit/gatewayapi.ExitMessage+json',
        );
        trial.holds(
          'there is an ExitMessage',
          exitMessages.length > 0,
          details.map(({ typeUrl }) => typeUrl),
        );
        for (const { json } of exitMessages) trial.equal('the ExitMessage', json, { Code: code });
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'PROC-009',
    title: 'A process that exits without having written anything ends its stream like any other.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.7',
    needs: ['programs'],
    check: property(
      fc.constantFrom(0, 1, 7),
      async (trial, code) => {
        const process = await startProgram(trial, await builtSession(trial), 'exits', { values: { code } });
        const ending = await process.ended();
        trial.exercised();
        trial.equal('Invoke', ending, endingOfExit(code));
      },
      { share: 0.5 },
    ),
  },
  {
    id: 'PROC-010',
    title: 'Once its stream has told of its exit, a process is not listed.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.8, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      for (const code of [0, 7]) {
        await (await exits(trial, ref, code)).ended();
        trial.exercised();
        trial.equal(`the processes after exit ${code}`, await processIds(trial, ref), []);
      }
    }),
  },
  {
    id: 'PROC-011',
    title: 'The ID of a process that has exited can be used for a new one.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (15)',
    needs: ['programs'],
    check: example(async (trial) => {
      for (const code of [0, 7]) {
        const ref = await builtSession(trial);
        const gone = await exits(trial, ref, code);
        await gone.ended();
        const cat = await runningCat(trial, ref, { processId: gone.processId });
        trial.exercised();
        trial.equal(`the processes after exit ${code}`, await processIds(trial, ref), [cat.processId]);
      }
    }),
  },
  {
    id: 'PROC-012',
    title: 'A process that exits with an error leaves the other processes of its container alone.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (12), §6',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const bystander = await runningCat(trial, ref);
      await (await exits(trial, ref, 7)).ended();
      await runningCat(trial, ref);
      trial.exercised();
      trial.holds('the other process still answers', await bystander.echoes('still'), bystander.state);
    }),
  },
  {
    id: 'PROC-013',
    title: 'A process reads the end of its stdin when its client closes it.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (10), §5.7',
    needs: ['programs'],
    check: example(async (trial) => {
      const cat = await runningCat(trial, await builtSession(trial));
      await cat.closeStdin();
      trial.exercised();
      trial.equal('Invoke', await trial.within('cat to exit at the end of its stdin', cat.ended()), contextCancelled);
    }),
  },
  {
    id: 'PROC-014',
    title: 'A signal reaches the process.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (11), §5.7',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const cat = await runningCat(trial, ref);
      await cat.call.send({ kind: 'signal', name: 'KILL' });
      trial.exercised();
      await trial.within('a process to end when it is sent KILL', cat.ended());
      trial.equal('the processes', await processIds(trial, ref), []);
    }),
  },
];
