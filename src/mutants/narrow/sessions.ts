import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { Session } from '../../fake-controller/sessions/session.js';
import type { MethodName } from '../../protocol/methods.js';
import type { Mutant } from '../mutant.js';
import { on } from '../shape/on.js';
import { onBuild } from '../shape/on-build.js';
import { onDisconnect } from '../shape/on-disconnect.js';
import { failureOf } from '../shape/failure-of.js';
import { receiving, refusing } from '../shape/receiving.js';
import { sending } from '../shape/sending.js';
import { through } from '../shape/through.js';
import { together } from '../shape/together.js';

/** How long a ref is busy after it was disconnected during its build, in milliseconds. */
const busyMs = 100;

/** Leaves sessions out of List until an Invoke has named them. */
function unlistedUntilInvoke(hidden: (session: Session) => boolean): Middleware {
  const named = new Set<string>();
  return together(
    receiving('Invoke', (message) => {
      if (message.kind === 'init') named.add(message.ref);
      return message;
    }),
    sending('List', ({ refs = [] }, _nth, context) => [
      {
        refs: refs.filter((ref) => {
          const session = context.sessions.get(ref);
          return session === undefined || named.has(ref) || !hidden(session);
        }),
      },
    ]),
  );
}

/** Calls `told` at every RPC but one. */
function onAllBut(method: MethodName, told: () => void): Middleware {
  return (_context, call, next) => {
    const name: MethodName = call.method;
    if (name !== method) told();
    return next(call);
  };
}

/** Sessions that deviate in one case alone: only the requirement about that case notices. */
export const narrowSessionMutants: readonly Mutant[] = [
  {
    name: 'list-shows-asked',
    does: 'List that follows a ListProcesses shows the ref that this has asked for, though nobody built it.',
    requirement: 'LIST-001',
    handlers: () => {
      let asked: string | undefined;
      return together(
        onAllBut('List', () => (asked = undefined)),
        on('ListProcesses', async (context, call, next) => {
          const request = await call.receive();
          const ref = request?.ref ?? '';
          await next(through(call, { receive: async () => request })).finally(() => {
            if (ref !== '' && context.sessions.get(ref) === undefined) asked = ref;
          });
        }),
        on('List', (_context, call, next) => {
          const ghosts = asked === undefined ? [] : [asked];
          return next(through(call, { send: ({ refs = [] }) => call.send({ refs: [...refs, ...ghosts] }) }));
        }),
      );
    },
  },
  {
    name: 'list-hides-first-build',
    does: 'List leaves out sessions whose build runs, until an Invoke has named them.',
    requirement: 'LIST-004',
    handlers: () => unlistedUntilInvoke(({ building }) => building),
  },
  {
    name: 'list-hides-failed',
    does: 'List leaves out sessions whose last build failed, until an Invoke has named them.',
    requirement: 'LIST-005',
    handlers: () => unlistedUntilInvoke(({ building, result }) => !building && result?.state !== 'succeeded'),
  },
  {
    name: 'list-processes-refused-in-first-build',
    does: 'ListProcesses is refused while the first build of its session runs.',
    requirement: 'PROC-018',
    handlers: () => {
      const built = new Set<string>();
      return together(
        onBuild(async (_context, { ref }, build) => {
          await build().finally(() => built.add(ref));
        }),
        refusing('ListProcesses', ({ ref }, context) =>
          context.sessions.get(ref)?.building === true && !built.has(ref) ? new RpcFailure('build ongoing') : undefined,
        ),
      );
    },
  },
  {
    name: 'list-processes-of-neighbour',
    does: 'ListProcesses of a session with two processes or more also lists one of another session.',
    requirement: 'PROC-020',
    handlers: () =>
      on('ListProcesses', async (context, call, next) => {
        const request = await call.receive();
        const send: typeof call.send = ({ processes = [] }) => {
          const others = context.sessions.all.filter(({ ref }) => ref !== request?.ref);
          const [stranger] = others.flatMap((session) => session.processes.all);
          const more = processes.length >= 2 && stranger !== undefined ? [{ processId: stranger.id }] : [];
          return call.send({ processes: [...processes, ...more] });
        };
        await next(through(call, { receive: async () => request, send }));
      }),
  },
  {
    name: 'list-processes-unquoted-if-never-built',
    does: 'ListProcesses shows a ref that nobody ever built without quotes.',
    requirement: 'PROC-015',
    handlers: () => {
      const built = new Set<string>();
      return together(
        onBuild(async (_context, { ref }, build) => {
          built.add(ref);
          await build();
        }),
        on('ListProcesses', async (_context, call, next) => {
          const request = await call.receive();
          const failure = await failureOf(next(through(call, { receive: async () => request })));
          if (failure === undefined) return;
          throw built.has(request?.ref ?? '') ? failure : new RpcFailure(`unknown ref ${request?.ref}`);
        }),
      );
    },
  },
  {
    name: 'list-processes-not-found-if-escaped',
    does: 'ListProcesses of an unknown ref that holds a quote, a backslash, or what is not ASCII ends NOT_FOUND.',
    requirement: 'PROC-016',
    handlers: () =>
      on('ListProcesses', async (_context, call, next) => {
        const request = await call.receive();
        const failure = await failureOf(next(through(call, { receive: async () => request })));
        if (failure === undefined) return;
        throw /[^\x20-\x7e]|["\\]/.test(request?.ref ?? '') ? new RpcFailure(failure.message, 'NOT_FOUND') : failure;
      }),
  },
  {
    name: 'disconnected-ref-busy-a-while',
    does: `A ref that is disconnected during its build cannot be built for another ${busyMs} ms.`,
    requirement: 'DISC-011',
    handlers: () => {
      const busy = new Map<string, number>();
      return together(
        onDisconnect(async (context, { ref, building }, disconnect) => {
          if (building) busy.set(ref, context.clock.now + busyMs);
          await disconnect();
        }),
        onBuild(async (context, { ref }, build) => {
          if ((busy.get(ref) ?? 0) > context.clock.now) throw new RpcFailure('build ongoing');
          await build();
        }),
      );
    },
  },
  {
    name: 'disconnected-before-log-aborted',
    does: 'A Build whose session is disconnected before its first log ends ABORTED.',
    requirement: 'DISC-009',
    handlers: () => {
      const logged = new Set<string>();
      const cut = new Set<string>();
      return together(
        on('Status', async (_context, call, next) => {
          const request = await call.receive();
          const send: typeof call.send = (message) => {
            if ((message.logs?.length ?? 0) > 0) logged.add(request?.ref ?? '');
            return call.send(message);
          };
          await next(through(call, { receive: async () => request, send }));
        }),
        onDisconnect(async (_context, { ref, building }, disconnect) => {
          if (building && !logged.has(ref)) cut.add(ref);
          await disconnect();
        }),
        onBuild(async (_context, { ref }, build) => {
          const failure = await failureOf(build());
          if (failure !== undefined) throw cut.has(ref) ? new RpcFailure('disconnected', 'ABORTED') : failure;
        }),
      );
    },
  },
];
