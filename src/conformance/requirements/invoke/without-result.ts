import { example, type Requirement } from '../../trial/requirement.js';
import { listedRefs } from '../listed-refs.js';
import { startProgram } from '../process-stream.js';
import { builtSession, failedSession, longBuild, longRebuild } from '../session.js';

export const invokeWithoutResultRequirements: readonly Requirement[] = [
  {
    id: 'INVOKE-026',
    title:
      'A new process on a session whose first build runs is refused with FAILED_PRECONDITION, and the server lives on.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (16), §5.7',
    needs: ['restart', 'programs', 'builds.takesLong'],
    destructive: true,
    check: example(async (trial) => {
      const { ref, build } = await longBuild(trial);
      const other = await trial.newClient();
      const process = await startProgram(trial, ref, 'cat');
      const { code } = await process.ended();
      trial.exercised();
      trial.equal('the code of Invoke', code, 'FAILED_PRECONDITION');
      trial.equal('the ref among the listed', await listedRefs(trial, [ref], other), [ref]);
      trial.holds('the build still runs', build.ended === undefined, build.ended);
    }),
  },
  {
    id: 'INVOKE-027',
    title: 'A new process on a session whose build failed before its first step is refused, and the server lives on.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (16), §5.7, §5.12',
    needs: ['restart', 'programs', 'builds.failsEarly'],
    destructive: true,
    check: example(async (trial) => {
      const ref = await failedSession(trial);
      const other = await trial.newClient();
      const process = await startProgram(trial, ref, 'cat');
      const ending = await process.ended();
      trial.exercised();
      // From 0.11 such a session has a result, of which no container can be made.
      const refused = ending.code === 'FAILED_PRECONDITION' || ending.message.includes('failed to create container');
      trial.holds('Invoke is refused', refused, ending);
      trial.equal('the ref among the listed', await listedRefs(trial, [ref], other), [ref]);
    }),
  },
  {
    id: 'INVOKE-030',
    title:
      'A new process while its session is built again is refused with FAILED_PRECONDITION, and the server lives on.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.7, §5.12',
    needs: ['restart', 'programs', 'builds.takesLong'],
    destructive: true,
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const { build } = await longRebuild(trial, ref);
      const other = await trial.newClient();
      const { code } = await (await startProgram(trial, ref, 'cat')).ended();
      trial.exercised();
      trial.equal('the code of Invoke', code, 'FAILED_PRECONDITION');
      const listed = await listedRefs(trial, [ref], other);
      trial.holds('the ref is listed', listed.includes(ref), listed);
      trial.holds('the build still runs', build.ended === undefined, build.ended);
    }),
  },
  {
    id: 'INVOKE-031',
    title: 'A process in the state before the last step is refused where no step has failed.',
    level: 'MUST',
    source: 'docs/real-controller.md §6, §13',
    since: '0.11',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const process = await startProgram(trial, ref, 'cat', { config: { initial: true } });
      const { code, message } = await process.ended();
      trial.exercised();
      trial.equal('the code of Invoke', code, 'UNKNOWN');
      trial.holds('the message tells of the container', message.includes('failed to create container'), message);
    }),
  },
];
