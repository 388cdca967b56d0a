import { invokeMessageButInit } from '../../arbitraries/invoke-message.js';
import { anyRef } from '../../arbitraries/ref.js';
import type { InvokeMessage } from '../../../protocol/messages.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { endingOf, unknown, type Ending } from '../ending.js';
import { programConfig } from '../program.js';
import { attach, runningCat, startProgram } from '../process-stream.js';
import { builtSession } from '../session.js';
import { sessionWording } from '../../../protocol/session-wording.js';

/** An error while the stream is set up comes with or without this prefix: two goroutines race to report it. */
function eitherInitError(message: string): readonly Ending[] {
  return [unknown(message), unknown(`failed to initialize IO server: ${message}`)];
}

/** How the real server names the kind of a message. */
const goTypes: Readonly<Record<InvokeMessage['kind'], string>> = {
  init: '*pb.Message_Init',
  file: '*pb.Message_File',
  resize: '*pb.Message_Resize',
  signal: '*pb.Message_Signal',
  empty: '<nil>',
};

export const invokeRefusedRequirements: readonly Requirement[] = [
  {
    id: 'INVOKE-001',
    title: 'Invoke without a ref is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §3.4',
    check: example(async (trial) => {
      const stream = await attach(trial, '', trial.processId());
      const ending = await stream.ended();
      trial.exercised();
      trial.equal('Invoke', ending, unknown(sessionWording(trial.revision).invoke.empty));
    }),
  },
  {
    id: 'INVOKE-002',
    title: 'Invoke on a ref that nobody built is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (17)',
    check: property(anyRef(), async (trial, wanted) => {
      const ref = trial.ref(wanted);
      const ending = await (await attach(trial, ref, trial.processId())).ended();
      trial.exercised();
      trial.oneOf('Invoke', ending, eitherInitError(sessionWording(trial.revision).invoke.unknown(ref)));
    }),
  },
  {
    id: 'INVOKE-003',
    title: 'Invoke without a process ID is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (17)',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const ending = await (await startProgram(trial, ref, 'cat', { processId: '' })).ended();
      trial.exercised();
      trial.oneOf('Invoke', ending, eitherInitError('invoke: specify process ID'));
    }),
  },
  {
    id: 'INVOKE-004',
    title: 'Invoke of a new process without a configuration is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (17)',
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const ending = await (await attach(trial, ref, trial.processId())).ended();
      trial.exercised();
      trial.oneOf('Invoke', ending, eitherInitError('no container config is provided'));
    }),
  },
  {
    id: 'INVOKE-005',
    title: 'Invoke that does not begin with Init ends UNKNOWN.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §3.4',
    check: property(invokeMessageButInit(), async (trial, message) => {
      const call = trial.client.rpc.invoke();
      await call.send(message);
      const { code } = await endingOf(call);
      trial.exercised();
      trial.equal('the code of Invoke', code, 'UNKNOWN');
    }),
  },
  {
    id: 'INVOKE-006',
    title: 'Invoke that does not begin with Init ends with the text that names what came.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §3.4',
    check: property(
      invokeMessageButInit(),
      async (trial, message) => {
        const call = trial.client.rpc.invoke();
        await call.send(message);
        const { message: text } = await endingOf(call);
        trial.exercised();
        trial.equal('the message of Invoke', text, `unexpected message: ${goTypes[message.kind]}; wanted init`);
      },
      { share: 0.3 },
    ),
  },
  {
    id: 'INVOKE-007',
    title: 'Invoke that is half-closed before Init is refused with INVALID_ARGUMENT.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.7',
    check: example(async (trial) => {
      const call = trial.client.rpc.invoke();
      call.halfClose();
      const { code } = await trial.within('Invoke to be refused', endingOf(call));
      trial.exercised();
      trial.equal('the code of Invoke', code, 'INVALID_ARGUMENT');
    }),
  },
  {
    id: 'INVOKE-008',
    title: 'Init again, or a message without content, on a running stream ends it UNKNOWN; the process goes on.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §3.4',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const { processId } = await runningCat(trial, ref);
      const messages = [
        { kind: 'empty' },
        { kind: 'init', ref, processId, invokeConfig: programConfig(trial, 'cat') },
      ] as const;
      for (const message of messages) {
        const stream = await attach(trial, ref, processId);
        trial.holds('cat answers', await stream.echoes(message.kind), stream.state);
        await stream.call.send(message);
        const { code } = await stream.ended();
        trial.exercised();
        trial.equal(`the code of Invoke after ${message.kind}`, code, 'UNKNOWN');
      }
      const after = await attach(trial, ref, processId);
      trial.holds('the process goes on', await after.echoes('after'), after.state);
    }),
  },
  {
    id: 'INVOKE-009',
    title: 'Init again, or a message without content, ends a stream with the text that names what came.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §3.4',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const { processId } = await runningCat(trial, ref);
      const messages = [{ kind: 'empty' }, { kind: 'init', ref, processId }] as const;
      for (const message of messages) {
        const stream = await attach(trial, ref, processId);
        trial.holds('cat answers', await stream.echoes(message.kind), stream.state);
        await stream.call.send(message);
        const { message: text } = await stream.ended();
        trial.exercised();
        trial.equal('the message of Invoke', text, `unexpected message: ${goTypes[message.kind]}`);
      }
    }),
  },
];
