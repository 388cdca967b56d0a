import { RpcFailure } from '../playback/rpc-failure.js';
import type { InputMessage } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { disconnectedRefs } from './shape/disconnected-refs.js';
import { failureOf } from './shape/failure-of.js';
import { on } from './shape/on.js';
import { onBuild } from './shape/on-build.js';
import { onDisconnect } from './shape/on-disconnect.js';
import { onInit } from './shape/on-init.js';
import { receiving } from './shape/receiving.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

/**
 * How long an answer is waited for: none of these is noticed by waiting, and a busy machine may be slow with so many
 * commands.
 */
const timeoutMs = 2000;

/** Mutants that are wrong only after several commands, some of which were long ago. */
export const modelSequenceMutants: readonly Mutant[] = [
  {
    name: 'failure-forgets-rebuilt-session',
    does: 'A session that was disconnected and built again is forgotten when that build fails.',
    requirement: 'MODEL-001',
    timeoutMs,
    handlers: () => {
      const { gone, noting } = disconnectedRefs();
      return together(
        noting,
        onBuild(async (context, { ref }, build) => {
          const failure = await failureOf(build());
          if (failure === undefined) return;
          if (gone.has(ref) && failure.message !== 'build ongoing') context.sessions.remove(ref);
          throw failure;
        }),
      );
    },
  },
  {
    name: 'idle-disconnect-ends-waiting-status',
    does: 'Disconnect of a ref without a session ends the Status streams that wait for that ref.',
    requirement: 'MODEL-002',
    timeoutMs,
    handlers: () => {
      const waiting = new Map<string, Set<() => void>>();
      return together(
        on('Status', async (_context, call, next) => {
          const request = await call.receive();
          const ref = request?.ref ?? '';
          const all = waiting.get(ref) ?? new Set();
          waiting.set(ref, all);
          await new Promise<void>((resolve, reject) => {
            all.add(resolve);
            next(through(call, { receive: async () => request }))
              .finally(() => all.delete(resolve))
              .then(resolve, reject);
          });
        }),
        on('Disconnect', async (context, call, next) => {
          const request = await call.receive();
          const ref = request?.ref ?? '';
          if (context.sessions.get(ref) === undefined) for (const end of waiting.get(ref) ?? []) end();
          await next(through(call, { receive: async () => request }));
        }),
      );
    },
  },
  {
    name: 'second-stdin-build-loses-start',
    does: 'When a ref is built from stdin a second time, the first message of its stdin is lost.',
    requirement: 'MODEL-003',
    timeoutMs,
    handlers: () => {
      const builds = new Map<string, number>();
      return together(
        onBuild(async (context, { ref, options }, build) => {
          const busy = context.sessions.get(ref)?.building === true;
          if (options?.contextPath === '-' && !busy) builds.set(ref, (builds.get(ref) ?? 0) + 1);
          await build();
        }),
        on('Input', (_context, call, next) => {
          let ref = '';
          let lost = false;
          const receive = async (): Promise<InputMessage | undefined> => {
            const message = await call.receive();
            if (message?.kind === 'init') ref ||= message.ref;
            if (message?.kind !== 'data' || lost || (builds.get(ref) ?? 0) < 2) return message;
            lost = true;
            return { ...message, data: new Uint8Array() };
          };
          return next(through(call, { receive }));
        }),
      );
    },
  },
  {
    name: 'third-attach-refused',
    does: 'A process can be attached to twice after its start, and no more.',
    requirement: 'MODEL-004',
    timeoutMs,
    handlers: () => {
      const times = new Map<object, number>();
      return onInit(async (context, { ref, processId }) => {
        const process = context.sessions.get(ref)?.processes.get(processId);
        if (process === undefined) return;
        const before = times.get(process) ?? 0;
        if (before === 2) throw new RpcFailure('too many attachments');
        times.set(process, before + 1);
      });
    },
  },
  {
    name: 'taken-over-process-haunts-list',
    does: 'A process that was taken over is listed on when it has been disconnected.',
    requirement: 'MODEL-004',
    timeoutMs,
    handlers: () => {
      const taken = new Set<string>();
      const ghosts = new Map<string, Set<string>>();
      return together(
        onInit(async (context, { ref, processId }) => {
          if (context.sessions.get(ref)?.processes.get(processId) !== undefined) taken.add(`${ref}/${processId}`);
        }),
        receiving('DisconnectProcess', (request) => {
          const { ref, processId } = request;
          if (taken.has(`${ref}/${processId}`)) ghosts.set(ref, (ghosts.get(ref) ?? new Set()).add(processId));
          return request;
        }),
        on('ListProcesses', async (context, call, next) => {
          const request = await call.receive();
          const ref = request?.ref ?? '';
          const known = (processId: string): boolean =>
            context.sessions.get(ref)?.processes.get(processId) !== undefined;
          const more = [...(ghosts.get(ref) ?? [])].filter((processId) => !known(processId));
          const send: typeof call.send = ({ processes = [] }) =>
            call.send({ processes: [...processes, ...more.map((processId) => ({ processId }))] });
          await next(through(call, { receive: async () => request, send }));
        }),
      );
    },
  },
  {
    name: 'stdin-build-kills-elsewhere',
    does: 'When a build has read its stdin, the processes of all other sessions are killed.',
    requirement: 'MODEL-005',
    timeoutMs,
    handlers: () =>
      onBuild(async (context, { ref, options }, build) => {
        await build();
        if (options?.contextPath !== '-') return;
        for (const session of context.sessions.all) if (session.ref !== ref) session.processes.killAll();
      }),
  },
  {
    name: 'long-disconnect-forgets-elsewhere',
    does: 'Disconnect of a session that is being built forgets the processes of all others.',
    requirement: 'MODEL-005',
    timeoutMs,
    handlers: () =>
      onDisconnect(async (context, { building }, disconnect) => {
        if (building) for (const { processes } of context.sessions.all) processes.killAll();
        await disconnect();
      }),
  },
];
