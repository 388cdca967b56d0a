import { harmlessOptions } from '../../arbitraries/build-options.js';
import * as fc from 'fast-check';
import type { BuildOptions, Init } from '../../../protocol/messages.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { endingOf, ok, rpcError, unaryEnding, unknown } from '../ending.js';
import { buildEnding, watchedBuild } from '../session.js';
import { fixtureBuild } from '../fixture-build.js';
import { behaves } from '../../../protocol/behaviour.js';
import { sessionWording } from '../../../protocol/session-wording.js';

/** Some of the options that buildx refuses without a look at the context. */
const contradictions: readonly Init<BuildOptions>[] = [
  { noCache: true, noCacheFilter: ['stage'] },
  { contextPath: '-', dockerfileName: '-' },
  { exports: [{ type: '' }] },
  { contextPath: '' },
];

export const buildAnswerRequirements: readonly Requirement[] = [
  {
    id: 'BUILD-001',
    title: 'Build without a ref is refused, whatever its options, even without any.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §3.4',
    check: property(fc.option(harmlessOptions(), { nil: undefined }), async (trial, options) => {
      const ending = await unaryEnding(trial.client.rpc.build({ ref: '', options }));
      trial.exercised();
      trial.equal('Build', ending, unknown(sessionWording(trial.revision).build.empty));
    }),
  },
  {
    id: 'BUILD-002',
    title: 'A build that succeeds ends OK with one reply.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3',
    check: example(async (trial) => {
      const { build } = await watchedBuild(trial, trial.fixtures.builds.succeeds);
      const ending = await endingOf(build);
      trial.exercised();
      trial.equal('Build', ending, ok);
      trial.equal('the number of replies', build.messages.length, 1);
    }),
  },
  {
    id: 'BUILD-003',
    title: 'Build args, labels and groups of any content do not keep a build from succeeding.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §9.1',
    check: property(
      harmlessOptions(),
      async (trial, options) => {
        const ending = await buildEnding(trial, trial.ref(), { ...trial.fixtures.builds.succeeds, ...options });
        trial.exercised();
        trial.equal('Build', ending, ok);
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'BUILD-004',
    title: 'A build whose step fails ends UNKNOWN, and tells the exit code of the step.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3',
    needs: ['builds.failsInStep'],
    check: example(async (trial) => {
      const options = fixtureBuild(trial, 'failsInStep');
      const { code, message } = await buildEnding(trial, trial.ref(), options);
      trial.exercised();
      trial.equal('the code of Build', code, 'UNKNOWN');
      trial.holds('the message tells the exit code', /exit code: [1-9]/.test(message), message);
    }),
  },
  {
    id: 'BUILD-005',
    title: 'A build that fails before its first step ends UNKNOWN.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §13',
    needs: ['builds.failsEarly'],
    check: example(async (trial) => {
      const options = fixtureBuild(trial, 'failsEarly');
      const { code, message } = await buildEnding(trial, trial.ref(), options);
      trial.exercised();
      trial.equal('the code of Build', code, 'UNKNOWN');
      trial.holds('there is a message', message !== '', message);
    }),
  },
  {
    id: 'BUILD-006',
    title: 'The error of a failed step carries the session that it left behind, for a debugger to go on with.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.3, https://github.com/docker/buildx/pull/1640',
    since: '0.11',
    needs: ['builds.failsInStep'],
    check: example(async (trial) => {
      const ref = trial.ref();
      const options = fixtureBuild(trial, 'failsInStep');
      const error = await rpcError(trial.client.build(options, { ref }));
      trial.exercised();
      const sessions = (error?.details ?? []).filter(
        ({ typeUrl }) => typeUrl === 'github.com/docker/buildx/errdefs.Build+json',
      );
      trial.equal(
        'the details of type errdefs.Build',
        sessions.map(({ json }) => json),
        [behaves(trial.revision, 'failedBuildsTellSessionIds') ? { SessionID: ref } : { Ref: ref }],
      );
    }),
  },
  {
    id: 'BUILD-007',
    title: 'Every detail of an error whose type URL ends in +json is JSON.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.3',
    since: '0.11',
    needs: ['builds.failsInStep'],
    check: example(async (trial) => {
      const options = fixtureBuild(trial, 'failsInStep');
      const error = await rpcError(trial.client.build(options, { ref: trial.ref() }));
      const details = (error?.details ?? []).filter(({ typeUrl }) => typeUrl.endsWith('+json'));
      if (details.length > 0) trial.exercised();
      for (const { typeUrl, json } of details) trial.holds(`the detail ${typeUrl} is JSON`, json !== undefined);
    }),
  },
  {
    id: 'BUILD-018',
    title: 'Options that contradict each other end Build UNKNOWN before any progress.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.5',
    check: example(async (trial) => {
      for (const options of contradictions) {
        const { build, status } = await watchedBuild(trial, { ...trial.fixtures.builds.succeeds, ...options });
        const { code } = await endingOf(build);
        trial.exercised();
        trial.equal(`the code of Build with ${JSON.stringify(options)}`, code, 'UNKNOWN');
        // Status ends OK, unless it did not look while the build was there, and waits for the next one (§5.5).
        await trial.within('List', trial.client.rpc.list());
        trial.equal('the messages of Status', status.messages, []);
      }
    }),
  },
];
