import * as fc from 'fast-check';
import { callOrder } from '../../arbitraries/call-order.js';
import { cutAt, cuts } from '../../arbitraries/chunking.js';
import { ignoredInputMessage } from '../../arbitraries/input-message.js';
import { property, type Requirement } from '../../trial/requirement.js';
import { endingOf, ok } from '../ending.js';
import { sendData, sendEof, stdinBuild, stdinText } from './build-stdin.js';
import { fixtureBuild } from '../fixture-build.js';

/** The ways in which a client ends its input, which all mean the same. */
const finales = ['half-close', 'EOF, half-close', 'EOF with the last data, half-close'] as const;

/** A short line, because no Dockerfile may have one of more than 64 KiB. */
const comment = `# ${'x'.repeat(61)}\n`;

export const inputContentRequirements: readonly Requirement[] = [
  {
    id: 'INPUT-005',
    title:
      'A build reads on stdin what Input carries, however it is cut into messages and ended; Input ends OK without a response.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: property(
      fc.tuple(cuts(), fc.constantFrom(...finales)),
      async (trial, [cut, finale]) => {
        const { build, input } = await stdinBuild(trial);
        const chunks = cut(stdinText(trial));
        for (const [index, data] of chunks.entries()) {
          const last = index === chunks.length - 1 && finale === 'EOF with the last data, half-close';
          await input.send({ kind: 'data', data, eof: last });
        }
        if (finale === 'EOF, half-close') await sendEof(input);
        input.halfClose();
        trial.equal('Build', await endingOf(build), ok);
        trial.exercised();
        trial.equal('Input', await endingOf(input), ok);
        trial.equal('the responses of Input', input.messages, []);
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'INPUT-006',
    title: 'Empty data, a second Init and a message without content in the middle of Input are passed over.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: property(
      fc.array(ignoredInputMessage(), { minLength: 1, maxLength: 4 }),
      async (trial, ignored) => {
        const { build, input } = await stdinBuild(trial);
        for (const [index, data] of cutAt(stdinText(trial), [0.3, 0.6]).entries()) {
          const message = ignored[index % ignored.length];
          if (message !== undefined) await input.send(message);
          await sendData(input, data);
        }
        input.halfClose();
        trial.equal('Build', await endingOf(build), ok);
        trial.exercised();
        trial.equal('Input', await endingOf(input), ok);
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'INPUT-007',
    title: 'A build reads all of a stdin that is larger than every buffer on the way.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6, §3.1',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: property(
      fc.tuple(fc.constantFrom(1024, 32_768, 102_400), fc.integer({ min: 2, max: 12 })),
      async (trial, [size, count]) => {
        const { build, input } = await stdinBuild(trial);
        const chunk = comment.repeat(size / comment.length);
        for (let sent = 0; sent < count; sent += 1) await sendData(input, chunk);
        await sendData(input, stdinText(trial));
        input.halfClose();
        trial.equal('Build', await endingOf(build), ok);
        trial.exercised();
        trial.equal('Input', await endingOf(input), ok);
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'INPUT-008',
    title: 'Build, Status and Input may be opened in any order.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.4, §5.6, §7.1',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: property(
      callOrder(['Build', 'Status', 'Input'] as const),
      async (trial, order) => {
        const ref = trial.ref();
        const options = fixtureBuild(trial, 'readsStdin');
        const calls = {
          Build: trial.client.rpc.open('Build'),
          Status: trial.client.rpc.open('Status'),
          Input: trial.client.rpc.open('Input'),
        };
        const open = {
          Build: () => calls.Build.send({ ref, options }),
          Status: () => calls.Status.send({ ref }),
          Input: async () => {
            await calls.Input.send({ kind: 'init', ref });
            await sendData(calls.Input, stdinText(trial));
          },
        };
        for (const name of order) {
          await open[name]();
          calls[name].halfClose();
        }
        trial.equal('Build', await endingOf(calls.Build), ok);
        trial.exercised();
        trial.equal('Input', await endingOf(calls.Input), ok);
        trial.equal('Status', await endingOf(calls.Status), ok);
      },
      { share: 0.5 },
    ),
  },
  {
    id: 'INPUT-017',
    title: 'A build that reads its context on stdin fails when that is empty, however it ends.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3',
    needs: ['builds.readsStdin'],
    check: property(
      fc.constantFrom('half-close', 'EOF, half-close'),
      async (trial, finale) => {
        const { build, input } = await stdinBuild(trial);
        if (finale === 'EOF, half-close') await sendEof(input);
        input.halfClose();
        const { code } = await endingOf(build);
        trial.exercised();
        trial.equal('the code of Build', code, 'UNKNOWN');
        trial.equal('Input', await endingOf(input), ok);
      },
      { share: 0.15 },
    ),
  },
];
