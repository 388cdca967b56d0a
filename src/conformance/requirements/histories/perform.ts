import type { Observation } from '../../model/answer.js';
import type { Command } from '../../model/command.js';
import type { ModelState } from '../../model/state.js';
import { endingFrom, unaryEnding } from '../ending.js';
import { beginBuild, feed, openStdin, wholeBuild } from './perform-builds.js';
import { attachTo, onInvoke, start } from './perform-processes.js';
import type { Bindings } from './bindings.js';

const nothing: Observation = { kind: 'nothing' };

/** The shortest deadline that the fake can have, in milliseconds. */
const deadlineMs = 100;

/** Does one command to the target, and waits for what comes of it at once. `state` is the state before the command. */
export async function perform(bindings: Bindings, command: Command, state: ModelState): Promise<Observation> {
  const { rpc } = bindings.client(command.client);
  switch (command.kind) {
    case 'info':
      return bindings.ended(await unaryEnding(rpc.info()));
    case 'list':
      return { kind: 'sessions', sessions: bindings.sessionsAmong((await rpc.list()).refs) };
    case 'list-processes': {
      const listed = rpc.listProcesses({ ref: bindings.ref(command.session) });
      const ending = await unaryEnding(listed);
      if (ending.code !== 'OK') return bindings.ended(ending);
      const ids = (await listed).processes.map(({ processId }) => processId);
      return { kind: 'processes', processes: bindings.processesAmong(ids) };
    }
    case 'inspect': {
      const inspected = rpc.inspect({ ref: bindings.ref(command.session) });
      const ending = await unaryEnding(inspected);
      return ending.code === 'OK'
        ? { kind: 'options', of: bindings.buildsWith((await inspected).options) }
        : bindings.ended(ending);
    }
    case 'disconnect':
      return bindings.ended(await unaryEnding(rpc.disconnect({ ref: bindings.ref(command.session) })));
    case 'disconnect-process': {
      const request = { ref: bindings.ref(command.session), processId: bindings.processId(command.process) };
      return bindings.ended(await unaryEnding(rpc.disconnectProcess(request)));
    }
    case 'build':
      return wholeBuild(bindings, command, state);
    case 'begin-build':
      await beginBuild(bindings, command, state);
      return nothing;
    case 'status': {
      const call = rpc.status({ ref: bindings.ref(command.session) });
      bindings.streams.set(command.id, { kind: 'status', session: command.session, call });
      return arrived(bindings, command);
    }
    case 'expiring-status': {
      const call = rpc.status({ ref: bindings.ref(command.session) }, { deadlineMs });
      return bindings.ended(endingFrom(await call.status));
    }
    case 'input':
      await openStdin(bindings, command);
      return arrived(bindings, command);
    case 'send-input':
    case 'end-input':
      await feed(bindings, command, state);
      return nothing;
    case 'start':
      return start(bindings, command);
    case 'attach':
      return attachTo(bindings, command, state);
    case 'type':
    case 'close-stdin':
    case 'late-data':
    case 'misuse':
    case 'control':
    case 'half-close':
      return onInvoke(bindings, command);
    case 'cancel':
      bindings.cancelled.add(command.stream);
      bindings.streams.get(command.stream)?.call.cancel();
      return arrived(bindings, command);
    default:
      return command satisfies never;
  }
}

/** Waits until what was opened or cancelled has reached the server: until it has answered two later calls. */
async function arrived(bindings: Bindings, { client }: Command): Promise<Observation> {
  const { rpc } = bindings.client(client);
  await rpc.list();
  await rpc.list();
  return nothing;
}
