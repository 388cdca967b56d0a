import { example, type Requirement } from '../../requirement.js';
import { listedRefs } from '../listed-refs.js';
import { startProgram } from '../process-stream.js';
import { failedSession, longBuild } from '../session.js';

export const invokeWithoutResultRequirements: readonly Requirement[] = [
  {
    id: 'INVOKE-026',
    title: 'A new process on a session whose first build runs is refused with FAILED_PRECONDITION, and the server lives on.',
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
    title: 'A new process on a session that has no result is refused with FAILED_PRECONDITION, and the server lives on.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (16), §5.7, §5.12',
    needs: ['restart', 'programs', 'builds.failsEarly'],
    destructive: true,
    check: example(async (trial) => {
      const ref = await failedSession(trial);
      const other = await trial.newClient();
      const process = await startProgram(trial, ref, 'cat');
      const { code } = await process.ended();
      trial.exercised();
      trial.equal('the code of Invoke', code, 'FAILED_PRECONDITION');
      trial.equal('the ref among the listed', await listedRefs(trial, [ref], other), [ref]);
    }),
  },
];
