import type { Context } from '../fake-controller/context.js';
import { makeOut } from './shape/make-out.js';
import type { Mutant } from './mutant.js';
import { moment } from './shape/moment.js';
import { onBuild } from './shape/on-build.js';
import { onDisconnect } from './shape/on-disconnect.js';
import { onInit, type InvokeInit } from './shape/on-init.js';
import { sending } from './shape/sending.js';
import { together } from './shape/together.js';

function processOf({ sessions }: Context, { ref, processId }: InvokeInit) {
  return sessions.get(ref)?.processes.get(processId);
}

/** Mutants that are wrong only in some order of events: each does in two steps what must be done in one. */
export const modelRaceMutants: readonly Mutant[] = [
  {
    name: 'builds-let-in-together',
    does: 'Of two Builds of a ref that come at once, both are let in.',
    requirement: 'MODEL-006',
    handlers: () =>
      onBuild(async (context, { ref }, build) => {
        const free = context.sessions.get(ref)?.building !== true;
        await moment(context, 'a build is let in');
        const session = context.sessions.get(ref);
        if (free && session !== undefined) makeOut(session, { state: 'over' });
        await build();
      }),
  },
  {
    name: 'disconnect-in-two-steps',
    does: 'Disconnect kills the processes of its session, and forgets the session a moment later.',
    requirement: 'MODEL-006',
    handlers: () =>
      onDisconnect(async (context, session, disconnect) => {
        session.processes.killAll();
        await moment(context, 'a session is forgotten');
        await disconnect();
      }),
  },
  {
    name: 'takeover-unlists',
    does: 'A process is not listed at the moment at which a second client takes it over.',
    requirement: 'MODEL-007',
    handlers: () => {
      const changing = new Set<string>();
      return together(
        onInit(async (context, init) => {
          if (processOf(context, init) === undefined) return;
          changing.add(init.processId);
          await moment(context, 'a process changes hands');
          changing.delete(init.processId);
        }),
        sending('ListProcesses', ({ processes = [] }) => [
          { processes: processes.filter(({ processId = '' }) => !changing.has(processId)) },
        ]),
      );
    },
  },
  {
    name: 'starts-lose-one-another',
    does: 'Of two processes that are started at once, one is not listed.',
    requirement: 'MODEL-007',
    handlers: () => {
      const lost = new Set<string>();
      return together(
        onInit(async (context, { ref, invokeConfig }) => {
          const known = (): readonly string[] => (context.sessions.get(ref)?.processes.all ?? []).map(({ id }) => id);
          if (invokeConfig === undefined) return;
          const before = known();
          await moment(context, 'a process is started');
          for (const id of known()) if (!before.includes(id)) lost.add(id);
        }),
        sending('ListProcesses', ({ processes = [] }) => [
          { processes: processes.filter(({ processId = '' }) => !lost.has(processId)) },
        ]),
      );
    },
  },
  {
    name: 'start-revives-session',
    does: 'A session that is disconnected while a process is being started in it is there again.',
    requirement: 'MODEL-008',
    handlers: () =>
      onInit(async (context, { ref, invokeConfig }) => {
        const session = context.sessions.get(ref);
        if (session === undefined || invokeConfig === undefined) return;
        await moment(context, 'a container is made');
        if (context.sessions.get(ref) === undefined) context.sessions.add(session);
      }),
  },
  {
    name: 'attach-to-exiting-hangs',
    does: 'An Invoke that attaches to a process while that exits stays open for ever.',
    requirement: 'MODEL-008',
    handlers: () =>
      onInit(async (context, init, call) => {
        const process = processOf(context, init);
        if (process === undefined) return;
        await moment(context, 'a stream is bound');
        if (processOf(context, init) === process) return;
        await new Promise<void>((resolve) => {
          call.onCancel(resolve);
        });
      }),
  },
];
