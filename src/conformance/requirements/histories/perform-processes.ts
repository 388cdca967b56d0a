import type { Observation } from '../../model/answer.js';
import type { Command } from '../../model/command.js';
import { sessionOf, type ModelState } from '../../model/state.js';
import { attach, startProgram, type ProcessStream } from '../process-stream.js';
import type { Stage } from './stage.js';

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

const nothing: Observation = { kind: 'nothing' };
const served: Observation = { kind: 'served' };

/** How many bytes of output are written: more than fit into one message. */
const outputBytes = 5000;

export async function start(stage: Stage, command: Of<'start'>): Promise<Observation> {
  const { id, client, session, process, program, code, rollback } = command;
  const options = { processId: stage.processId(process), client: stage.client(client), config: { rollback } };
  const ref = stage.ref(session);
  switch (program) {
    case 'cat':
      return typed(stage, id, keep(stage, id, session, await startProgram(stage.trial, ref, 'cat', options)));
    case 'emits': {
      const values = { bytes: outputBytes, fd: 1 };
      const stream = keep(stage, id, session, await startProgram(stage.trial, ref, 'emits', { ...options, values }));
      const output = await stream.outputOf(1, outputBytes);
      return output.length >= outputBytes ? served : ended(stage, id, stream);
    }
    case 'exits': {
      const values = { bytes: 1, fd: 1, code };
      const exits = await startProgram(stage.trial, ref, 'emitsAndExits', { ...options, values });
      return ended(stage, id, keep(stage, id, session, exits));
    }
  }
}

export async function attachTo(stage: Stage, command: Of<'attach'>, state: ModelState): Promise<Observation> {
  const { id, session, process, configured } = command;
  const client = stage.client(command.client);
  const ref = stage.ref(session);
  const processId = stage.processId(process);
  const stream = configured
    ? await startProgram(stage.trial, ref, 'exits', { processId, client, values: { code: 3 } })
    : await attach(stage.trial, ref, processId, client);
  keep(stage, id, session, stream);
  const known = sessionOf(state, session).processes[process] !== undefined;
  return known ? typed(stage, id, stream) : ended(stage, id, stream);
}

export async function onInvoke(
  stage: Stage,
  command: Of<'type' | 'close-stdin' | 'late-data' | 'misuse' | 'control' | 'half-close'>,
): Promise<Observation> {
  const stream = stage.streams.get(command.stream);
  if (stream?.kind !== 'invoke') return nothing;
  const { process, call } = stream;
  switch (command.kind) {
    case 'type':
      return typed(stage, command.stream, process);
    case 'close-stdin':
      await process.closeStdin();
      return nothing;
    case 'late-data':
      await process.write('too late\n');
      return nothing;
    case 'misuse':
      if (command.how === 'fd') await call.send({ kind: 'file', fd: 1, data: Uint8Array.of(1) });
      else if (command.how === 'empty') await call.send({ kind: 'empty' });
      else await call.send({ kind: 'init', ref: process.ref, processId: process.processId });
      return nothing;
    case 'control':
      await call.send(
        command.how === 'resize' ? { kind: 'resize', rows: 24, cols: 80 } : { kind: 'signal', name: 'WINCH' },
      );
      return nothing;
    case 'half-close':
      call.halfClose();
      return nothing;
  }
}

function keep(stage: Stage, id: number, session: number, process: ProcessStream): ProcessStream {
  stage.streams.set(id, { kind: 'invoke', session, call: process.call, process });
  return process;
}

/** Types a line, and reads until it comes back. */
async function typed(stage: Stage, id: number, process: ProcessStream): Promise<Observation> {
  const line = stage.line();
  stage.typed(id, line);
  await process.write(line);
  return (await process.says(line)) ? served : ended(stage, id, process);
}

async function ended(stage: Stage, id: number, { call }: ProcessStream): Promise<Observation> {
  await call.status;
  return stage.endOf(id) ?? nothing;
}
