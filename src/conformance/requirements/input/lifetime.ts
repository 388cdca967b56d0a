import { anyRef } from '../../arbitraries/ref.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { endingOf, ok } from '../ending.js';
import { builtSession, startBuild } from '../session.js';
import { openInput, sendData, sendEof, stdinBuild, stdinText } from './build-stdin.js';
import { fixtureBuild } from '../fixture-build.js';

/** How many Inputs are abandoned: several, so that one of them comes before the real one. */
const abandoned = 5;

export const inputLifetimeRequirements: readonly Requirement[] = [
  {
    id: 'INPUT-009',
    title: 'Input of a ref that nobody has built waits for the ref to be built, and feeds that build.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: property(
      anyRef(),
      async (trial, wanted) => {
        const ref = trial.ref(wanted);
        const input = await openInput(trial, ref);
        await sendData(input, stdinText(trial));
        input.halfClose();
        await trial.staysOpen('Input', input, () => trial.client.rpc.list());
        const options = fixtureBuild(trial, 'readsStdin');
        trial.client.rpc.status({ ref });
        const build = await startBuild(trial.client, ref, options);
        trial.exercised();
        trial.equal('Build', await endingOf(build), ok);
        trial.equal('Input', await endingOf(input), ok);
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'INPUT-010',
    title: 'A build that reads stdin waits until Input ends.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: example(async (trial) => {
      const { build, input } = await stdinBuild(trial);
      await sendData(input, stdinText(trial));
      await trial.staysOpen('Build', build, () => builtSession(trial));
      input.halfClose();
      trial.exercised();
      trial.equal('Build', await endingOf(build), ok);
    }),
  },
  {
    id: 'INPUT-011',
    title: 'Input ends OK, without a response, as soon as it has carried EOF.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: example(async (trial) => {
      const { build, input } = await stdinBuild(trial);
      await sendData(input, stdinText(trial));
      await sendEof(input);
      trial.equal('Build', await endingOf(build), ok);
      trial.exercised();
      trial.equal('Input', await trial.within('Input to end after EOF', endingOf(input)), ok);
      trial.equal('its responses', input.messages, []);
    }),
  },
  {
    id: 'INPUT-012',
    title: 'What is sent on Input after EOF reaches nobody, and Input ends OK.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: example(async (trial) => {
      const { build, input } = await stdinBuild(trial);
      await sendData(input, stdinText(trial));
      await sendEof(input);
      await sendData(input, 'NO SUCH INSTRUCTION\n');
      trial.equal('Input', await endingOf(input), ok);
      trial.exercised();
      trial.equal('Build', await endingOf(build), ok);
    }),
  },
  {
    id: 'INPUT-013',
    title: 'Data for a build that is over is not accepted with OK.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6',
    check: example(async (trial) => {
      const input = await openInput(trial, await builtSession(trial));
      await sendData(input, 'too late');
      input.halfClose();
      const ending = await endingOf(input);
      trial.exercised();
      trial.holds('Input does not end OK', ending.code !== 'OK', ending);
    }),
  },
  {
    id: 'INPUT-014',
    title: 'Input for a build that is over is refused with FAILED_PRECONDITION.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.6',
    check: example(async (trial) => {
      const input = await openInput(trial, await builtSession(trial));
      trial.exercised();
      const { code } = await trial.within('Input for a finished build to be refused', endingOf(input));
      trial.equal('the code of Input', code, 'FAILED_PRECONDITION');
    }),
  },
  {
    id: 'INPUT-015',
    title: 'An Input that was cancelled before the build does not touch the stdin of the build.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (8), §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: example(async (trial) => {
      const ref = trial.ref();
      for (let count = 0; count < abandoned; count += 1) {
        const gone = await openInput(trial, ref);
        await trial.client.rpc.list();
        gone.cancel();
      }
      await trial.client.rpc.list();
      const { build, input } = await stdinBuild(trial, ref);
      await sendData(input, stdinText(trial));
      input.halfClose();
      trial.exercised();
      trial.equal('Build', await endingOf(build), ok);
    }),
  },
  {
    id: 'INPUT-016',
    title: 'A build whose Input is cancelled before EOF does not succeed with what it has.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: example(async (trial) => {
      const { build, input } = await stdinBuild(trial);
      await sendData(input, stdinText(trial));
      // Twice, because what was sent before on this connection is then with the handler.
      await trial.staysOpen('Build', build, () => trial.client.rpc.list());
      await trial.client.rpc.list();
      input.cancel();
      const ending = await endingOf(build);
      trial.exercised();
      trial.holds('Build does not end OK', ending.code !== 'OK', ending);
    }),
  },
];
