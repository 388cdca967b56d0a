import type { Observation } from '../../model/answer.js';
import type { Command } from '../../model/command.js';
import type { ModelState } from '../../model/state.js';
import { endingFrom, unaryEnding } from '../ending.js';
import { beginBuild, feed, openStdin, wholeBuild } from './perform-builds.js';
import { attachTo, onInvoke, start } from './perform-processes.js';
import type { Stage } from './stage.js';

const nothing: Observation = { kind: 'nothing' };

/** The shortest deadline that the fake can have, in milliseconds. */
const deadlineMs = 100;

/** Does one command to the target, and waits for what comes of it at once. `state` is the state before the command. */
export async function perform(stage: Stage, command: Command, state: ModelState): Promise<Observation> {
  const { rpc } = stage.client(command.client);
  switch (command.kind) {
    case 'info':
      return stage.ended(await unaryEnding(rpc.info()));
    case 'list':
      return { kind: 'sessions', sessions: stage.sessionsAmong((await rpc.list()).refs) };
    case 'list-processes': {
      const listed = rpc.listProcesses({ ref: stage.ref(command.session) });
      const ending = await unaryEnding(listed);
      if (ending.code !== 'OK') return stage.ended(ending);
      const ids = (await listed).processes.map(({ processId }) => processId);
      return { kind: 'processes', processes: stage.processesAmong(ids) };
    }
    case 'inspect': {
      const inspected = rpc.inspect({ ref: stage.ref(command.session) });
      const ending = await unaryEnding(inspected);
      return ending.code === 'OK'
        ? { kind: 'options', of: stage.buildsWith((await inspected).options) }
        : stage.ended(ending);
    }
    case 'disconnect':
      return stage.ended(await unaryEnding(rpc.disconnect({ ref: stage.ref(command.session) })));
    case 'disconnect-process': {
      const request = { ref: stage.ref(command.session), processId: stage.processId(command.process) };
      return stage.ended(await unaryEnding(rpc.disconnectProcess(request)));
    }
    case 'build':
      return wholeBuild(stage, command, state);
    case 'begin-build':
      await beginBuild(stage, command, state);
      return nothing;
    case 'status': {
      const call = rpc.status({ ref: stage.ref(command.session) });
      stage.streams.set(command.id, { kind: 'status', session: command.session, call });
      return arrived(stage, command);
    }
    case 'expiring-status': {
      const call = rpc.status({ ref: stage.ref(command.session) }, { deadlineMs });
      return stage.ended(endingFrom(await call.status));
    }
    case 'input':
      await openStdin(stage, command);
      return arrived(stage, command);
    case 'send-input':
    case 'end-input':
      await feed(stage, command, state);
      return nothing;
    case 'start':
      return start(stage, command);
    case 'attach':
      return attachTo(stage, command, state);
    case 'type':
    case 'close-stdin':
    case 'late-data':
    case 'misuse':
    case 'control':
    case 'half-close':
      return onInvoke(stage, command);
    case 'cancel':
      stage.cancelled.add(command.stream);
      stage.streams.get(command.stream)?.call.cancel();
      return arrived(stage, command);
    default:
      return command satisfies never;
  }
}

/** Waits until what was opened or cancelled has reached the server: until it has answered two later calls. */
async function arrived(stage: Stage, { client }: Command): Promise<Observation> {
  const { rpc } = stage.client(client);
  await rpc.list();
  await rpc.list();
  return nothing;
}
