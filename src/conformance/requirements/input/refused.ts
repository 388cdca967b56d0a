import { inputMessageButInit } from '../../arbitraries/input-message.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { endingOf, ok, unknown } from '../ending.js';
import { openInput } from './build-stdin.js';
import { sessionWording } from '../../../protocol/session-wording.js';

export const inputRefusedRequirements: readonly Requirement[] = [
  {
    id: 'INPUT-001',
    title: 'Input without a ref is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6, §3.4',
    check: example(async (trial) => {
      const ending = await endingOf(await openInput(trial, ''));
      trial.exercised();
      trial.equal('Input', ending, unknown(sessionWording(trial.revision).input.empty));
    }),
  },
  {
    id: 'INPUT-002',
    title: 'Input that does not begin with Init ends UNKNOWN.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6, §3.4',
    check: property(inputMessageButInit(), async (trial, message) => {
      const input = trial.client.rpc.input();
      await input.send(message);
      const { code } = await endingOf(input);
      trial.exercised();
      trial.equal('the code of Input', code, 'UNKNOWN');
    }),
  },
  {
    id: 'INPUT-003',
    title: 'Input that does not begin with Init ends with the text that names what was wanted.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §3.4',
    check: property(
      inputMessageButInit(),
      async (trial, message) => {
        const input = trial.client.rpc.input();
        await input.send(message);
        const { message: text } = await endingOf(input);
        trial.exercised();
        trial.equal('the message of Input', text, 'unexpected message: *pb.InputInitMessage; wanted init');
      },
      { share: 0.3 },
    ),
  },
  {
    id: 'INPUT-004',
    title: 'Input that is half-closed before Init ends OK without a response.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.6',
    check: example(async (trial) => {
      const input = trial.client.rpc.input();
      input.halfClose();
      const ending = await endingOf(input);
      trial.exercised();
      trial.equal('Input', ending, ok);
      trial.equal('its responses', input.messages, []);
    }),
  },
];
