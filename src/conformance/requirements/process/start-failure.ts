import type { Init, InvokeConfig } from '../../../protocol/messages.js';
import { example, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { unknown } from '../ending.js';
import { processIds } from '../process-list.js';
import { startProgram, type ProcessStream } from '../process-stream.js';
import { builtSession } from '../session.js';

const nobody = 'testkit-nobody';
const nowhere = '/testkit/nowhere';

/** What keeps a process from starting as the first of its container; the runtime says so on its terminal. */
const obstacles = {
  'a command that is not there': { entrypoint: [nowhere], cmd: ['x'], tty: true },
  'a relative directory': { cwd: 'testkit', tty: true },
} satisfies Readonly<Record<string, Init<InvokeConfig>>>;

async function refused(trial: Trial, what: string, config: Init<InvokeConfig>): Promise<ProcessStream> {
  const process = await startProgram(trial, await builtSession(trial), 'cat', { config });
  await trial.within(`a process to end that has ${what}`, process.ended());
  trial.exercised();
  return process;
}

async function ofNobody(trial: Trial): Promise<ProcessStream> {
  const config = { user: nobody, tty: true };
  const process = await startProgram(trial, await builtSession(trial), 'tells', { values: { text: 'x' }, config });
  await trial.within('a process to end whose user the image lacks', process.ended());
  trial.exercised();
  return process;
}

export const processStartFailureRequirements: readonly Requirement[] = [
  {
    id: 'PROC-040',
    title: 'A process on a terminal that cannot be started ends its stream UNKNOWN, after EOF for both files.',
    level: 'MUST',
    source: 'docs/real-controller.md §6, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      for (const [what, config] of Object.entries(obstacles)) {
        const process = await refused(trial, what, config);
        const { code } = await process.ended();
        const eofs = process.files.flatMap(({ fd, eof }) => (eof ? [fd] : [])).toSorted((a, b) => a - b);
        trial.equal(`the code of Invoke with ${what}`, code, 'UNKNOWN');
        trial.equal(`the files that had EOF with ${what}`, eofs, [1, 2]);
        trial.equal(`the processes after ${what}`, await processIds(trial, process.ref), []);
      }
    }),
  },
  {
    id: 'PROC-041',
    title: 'A command that is not there looks like a program that says so on its terminal and exits with 1.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §6, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const what = 'a command that is not there';
      const process = await refused(trial, what, obstacles[what]);
      trial.equal('Invoke', await process.ended(), unknown('exit code: 1'));
      trial.holds('the output names the command', process.text(1).includes(nowhere), process.text(1));
    }),
  },
  {
    id: 'PROC-042',
    title: 'The end of a process of a user that the image lacks names the user.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §6, §13',
    needs: ['programs', 'programs.tells'],
    check: example(async (trial) => {
      const { message } = await (await ofNobody(trial)).ended();
      trial.holds('the message names the user', message.startsWith(`unable to find user ${nobody}: `), message);
    }),
  },
  {
    id: 'PROC-044',
    title: 'A process of a user that the image lacks ends its stream with an error, and has written nothing.',
    level: 'MUST',
    source: 'docs/real-controller.md §6, §13',
    needs: ['programs', 'programs.tells'],
    check: example(async (trial) => {
      const process = await ofNobody(trial);
      const { code } = await process.ended();
      // INTERNAL is allowed, because a process that wrote nothing may come to that end by a race.
      trial.holds('the code is one of an error', ['UNKNOWN', 'INTERNAL'].includes(code), code);
      trial.equal('the output', process.text(1) + process.text(2), '');
    }),
  },
];
