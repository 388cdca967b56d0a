import type { Observation } from '../../model/answer.js';
import type { Command } from '../../model/command.js';
import { sessionOf, type ModelState } from '../../model/state.js';
import { attach, startProgram, type ProcessStream } from '../process-stream.js';
import type { Bindings } from './bindings.js';

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

const nothing: Observation = { kind: 'nothing' };
const served: Observation = { kind: 'served' };

/** How many bytes of output are written: more than fit into one message. */
const outputBytes = 5000;

export async function start(bindings: Bindings, command: Of<'start'>): Promise<Observation> {
  const { id, client, session, process, program, code, rollback } = command;
  const options = { processId: bindings.processId(process), client: bindings.client(client), config: { rollback } };
  const ref = bindings.ref(session);
  switch (program) {
    case 'cat':
      return typed(bindings, id, keep(bindings, id, session, await startProgram(bindings.trial, ref, 'cat', options)));
    case 'emits': {
      const values = { bytes: outputBytes, fd: 1 };
      const stream = keep(
        bindings,
        id,
        session,
        await startProgram(bindings.trial, ref, 'emits', { ...options, values }),
      );
      const output = await stream.outputOf(1, outputBytes);
      return output.length >= outputBytes ? served : ended(bindings, id, stream);
    }
    case 'exits': {
      const values = { bytes: 1, fd: 1, code };
      const exits = await startProgram(bindings.trial, ref, 'emitsAndExits', { ...options, values });
      return ended(bindings, id, keep(bindings, id, session, exits));
    }
  }
}

export async function attachTo(bindings: Bindings, command: Of<'attach'>, state: ModelState): Promise<Observation> {
  const { id, session, process, configured } = command;
  const client = bindings.client(command.client);
  const ref = bindings.ref(session);
  const processId = bindings.processId(process);
  const stream = configured
    ? await startProgram(bindings.trial, ref, 'exits', { processId, client, values: { code: 3 } })
    : await attach(bindings.trial, ref, processId, client);
  keep(bindings, id, session, stream);
  const known = sessionOf(state, session).processes[process] !== undefined;
  return known ? typed(bindings, id, stream) : ended(bindings, id, stream);
}

export async function onInvoke(
  bindings: Bindings,
  command: Of<'type' | 'close-stdin' | 'late-data' | 'misuse' | 'control' | 'half-close'>,
): Promise<Observation> {
  const stream = bindings.streams.get(command.stream);
  if (stream?.kind !== 'invoke') return nothing;
  const { process, call } = stream;
  switch (command.kind) {
    case 'type':
      return typed(bindings, command.stream, process);
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

function keep(bindings: Bindings, id: number, session: number, process: ProcessStream): ProcessStream {
  bindings.streams.set(id, { kind: 'invoke', session, call: process.call, process });
  return process;
}

/** Types a line, and reads until it comes back. */
async function typed(bindings: Bindings, id: number, process: ProcessStream): Promise<Observation> {
  const line = bindings.line();
  bindings.typed(id, line);
  await process.write(line);
  return (await process.says(line)) ? served : ended(bindings, id, process);
}

async function ended(bindings: Bindings, id: number, { call }: ProcessStream): Promise<Observation> {
  await call.status;
  return bindings.endOf(id) ?? nothing;
}
