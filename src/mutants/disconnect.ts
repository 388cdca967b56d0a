import { disconnectedRefs } from './shape/disconnected-refs.js';
import { onDisconnect } from './shape/on-disconnect.js';
import { RpcFailure } from '../playback/rpc-failure.js';
import { ProcessManager } from '../fake-controller/processes/process-manager.js';
import type { Session } from '../fake-controller/sessions/session.js';
import type { InvokeMessage } from '../protocol/messages.js';
import { onBuild } from './shape/on-build.js';
import type { Mutant } from './mutant.js';
import { ending, excusing } from './shape/ending.js';
import { on } from './shape/on.js';
import { receiving } from './shape/receiving.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

export const disconnectMutants: readonly Mutant[] = [
  {
    name: 'disconnect-without-ref',
    does: 'Disconnect without a ref ends OK.',
    requirement: 'DISC-001',
    handlers: () => excusing('Disconnect', /empty (key|session ID)/),
  },
  {
    name: 'disconnect-of-unknown-refused',
    does: 'Disconnect of a ref that nobody ever built ends NOT_FOUND.',
    requirement: 'DISC-002',
    handlers: () => {
      const built = new Set<string>();
      return together(
        onBuild(async (_context, { ref }, build) => {
          built.add(ref);
          await build();
        }),
        receiving('Disconnect', (message) => {
          if (message.ref !== '' && !built.has(message.ref)) throw new RpcFailure('unknown ref', 'NOT_FOUND');
          return message;
        }),
      );
    },
  },
  {
    name: 'disconnect-once',
    does: 'A second Disconnect of a session is refused.',
    requirement: 'DISC-003',
    handlers: () => {
      const gone = new Set<string>();
      return on('Disconnect', async (context, call, next) => {
        const request = await call.receive();
        const ref = request?.ref ?? '';
        const known = context.sessions.get(ref) !== undefined;
        if (!known && gone.has(ref)) throw new RpcFailure(`disconnect: unknown key ${ref}`);
        if (known) gone.add(ref);
        await next(through(call, { receive: async () => request }));
      });
    },
  },
  {
    name: 'disconnect-forgets-late',
    does: 'Invoke still finds a session that was disconnected.',
    requirement: 'DISC-004',
    handlers: () => {
      const gone = new Map<string, Session>();
      return together(
        onDisconnect(async (_context, session, disconnect) => {
          gone.set(session.ref, session);
          await disconnect();
        }),
        on('Invoke', (context, call, next) => {
          let revived: string | undefined;
          const receive = async (): Promise<InvokeMessage | undefined> => {
            const message = await call.receive();
            const session = message?.kind === 'init' ? gone.get(message.ref) : undefined;
            if (session !== undefined && context.sessions.get(session.ref) === undefined) {
              revived = session.ref;
              context.sessions.add(session);
            }
            return message;
          };
          return next(through(call, { receive })).finally(() => {
            if (revived !== undefined) context.sessions.remove(revived);
          });
        }),
      );
    },
  },
  {
    name: 'disconnected-lists-processes',
    does: 'ListProcesses of a session that was disconnected ends OK.',
    requirement: 'DISC-004',
    handlers: () => {
      const { gone, noting } = disconnectedRefs();
      return together(
        noting,
        on('ListProcesses', async (context, call, next) => {
          const request = await call.receive();
          const ref = request?.ref ?? '';
          if (context.sessions.get(ref) === undefined && gone.has(ref)) await call.send({});
          else await next(through(call, { receive: async () => request }));
        }),
      );
    },
  },
  {
    name: 'disconnect-keeps-processes',
    does: 'Disconnect leaves the processes of its session running.',
    requirement: 'DISC-005',
    silent: true,
    handlers: () =>
      onDisconnect(async (context, session, disconnect) => {
        session.processes = new ProcessManager(context, session.ref);
        await disconnect();
      }),
  },
  {
    name: 'disconnect-kills-first-process',
    does: 'Disconnect kills one process of its session, and leaves the others.',
    requirement: 'DISC-005',
    silent: true,
    handlers: () =>
      onDisconnect(async (context, session, disconnect) => {
        const [first] = session.processes.all;
        if (first !== undefined) session.processes.kill(first);
        session.processes = new ProcessManager(context, session.ref);
        await disconnect();
      }),
  },
  {
    name: 'disconnect-ends-streams-unavailable',
    does: 'Disconnect ends the streams of its processes UNAVAILABLE.',
    requirement: 'DISC-005',
    handlers: () => {
      const { gone, noting } = disconnectedRefs();
      return together(
        noting,
        on('Invoke', (_context, call, next) => {
          let ref = '';
          const receive = async (): Promise<InvokeMessage | undefined> => {
            const message = await call.receive();
            if (message?.kind === 'init') ref = message.ref;
            return message;
          };
          return next(through(call, { receive })).catch((error: unknown) => {
            if (error instanceof RpcFailure && error.code === 'CANCELLED' && gone.has(ref)) {
              throw new RpcFailure('session closed', 'UNAVAILABLE');
            }
            throw error;
          });
        }),
      );
    },
  },
  {
    name: 'disconnect-kills-all-sessions',
    does: 'Disconnect kills the processes of all sessions.',
    requirement: 'DISC-006',
    handlers: () =>
      onDisconnect(async (context, _session, disconnect) => {
        for (const { processes } of context.sessions.all) processes.killAll();
        await disconnect();
      }),
  },
  {
    name: 'disconnect-burns-ref',
    does: 'A ref that was disconnected cannot be built again.',
    requirement: 'DISC-007',
    handlers: () => {
      const { gone, noting } = disconnectedRefs();
      return together(
        noting,
        onBuild(async (_context, { ref }, build) => {
          if (gone.has(ref)) throw new RpcFailure('build: ref was disconnected');
          await build();
        }),
      );
    },
  },
  {
    name: 'rebuilt-session-keeps-processes',
    does: 'A session that is built again after Disconnect lists its old processes.',
    requirement: 'DISC-007',
    handlers: () => {
      const old = new Map<string, readonly string[]>();
      return together(
        onDisconnect(async (_context, { ref, processes }, disconnect) => {
          old.set(
            ref,
            processes.all.map(({ id }) => id),
          );
          await disconnect();
        }),
        on('ListProcesses', async (_context, call, next) => {
          const request = await call.receive();
          const ghosts = (old.get(request?.ref ?? '') ?? []).map((processId) => ({ processId }));
          const send: typeof call.send = ({ processes = [] }) => call.send({ processes: [...processes, ...ghosts] });
          await next(through(call, { receive: async () => request, send }));
        }),
      );
    },
  },
  {
    name: 'disconnect-error-internal',
    does: 'Disconnect without a ref ends INTERNAL.',
    requirement: 'DISC-001',
    handlers: () => ending('Disconnect', ({ message }) => new RpcFailure(message, 'INTERNAL')),
  },
];
