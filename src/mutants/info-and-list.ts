import { RpcFailure } from '../playback/rpc-failure.js';
import { sleep } from '../time/sleep.js';
import type { Mutant } from './mutant.js';
import { on } from './shape/on.js';
import { receiving } from './shape/receiving.js';
import { sending } from './shape/sending.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

/** How long Info takes, in milliseconds: longer than the second that clients allow. */
const lateMs = 1200;

export const infoAndListMutants: readonly Mutant[] = [
  {
    name: 'info-without-version',
    does: 'Info leaves the version empty.',
    requirement: 'INFO-001',
    handlers: () => sending('Info', ({ buildxVersion }) => [{ buildxVersion: { ...buildxVersion, version: '' } }]),
  },
  {
    name: 'info-without-package',
    does: 'Info leaves the package empty.',
    requirement: 'INFO-001',
    handlers: () => sending('Info', ({ buildxVersion }) => [{ buildxVersion: { ...buildxVersion, package: '' } }]),
  },
  {
    name: 'info-counts-itself',
    does: 'Info tells another revision each time.',
    requirement: 'INFO-002',
    handlers: () => {
      let count = 0;
      return sending('Info', ({ buildxVersion }) => [
        { buildxVersion: { ...buildxVersion, revision: `revision ${count++}` } },
      ]);
    },
  },
  {
    name: 'info-late',
    does: `Info takes ${lateMs} ms.`,
    requirement: 'INFO-003',
    timeoutMs: 3000,
    handlers: () =>
      on('Info', async (context, call, next) => {
        await sleep(context.clock, lateMs, 'a late Info', call);
        await next(call);
      }),
  },
  {
    name: 'list-shows-what-was-named',
    does: 'A ref that Disconnect names is listed from then on.',
    requirement: 'LIST-001',
    handlers: () => {
      const named = new Set<string>();
      return together(
        receiving('Disconnect', (message) => {
          named.add(message.ref);
          return message;
        }),
        sending('List', ({ refs = [] }) => [{ refs: [...new Set([...refs, ...named])] }]),
      );
    },
  },
  {
    name: 'list-obeys-its-ref',
    does: 'List with a ref shows only that session.',
    requirement: 'LIST-002',
    handlers: () =>
      on('List', async (_context, call, next) => {
        let wanted = '';
        await next(
          through(call, {
            receive: async () => {
              const request = await call.receive();
              wanted = request?.ref ?? '';
              return request;
            },
            send: ({ refs = [] }) => call.send({ refs: wanted === '' ? refs : refs.filter((ref) => ref === wanted) }),
          }),
        );
      }),
  },
  {
    name: 'list-cuts-refs',
    does: 'List shows the first 32 characters of a ref.',
    requirement: 'LIST-003',
    handlers: () => sending('List', ({ refs = [] }) => [{ refs: refs.map((ref) => ref.slice(0, 32)) }]),
  },
  {
    name: 'list-escapes-refs',
    does: 'List shows refs percent-encoded.',
    requirement: 'LIST-003',
    handlers: () => sending('List', ({ refs = [] }) => [{ refs: refs.map((ref) => encodeURIComponent(ref)) }]),
  },
  {
    name: 'list-doubles',
    does: 'List shows each session twice.',
    requirement: 'LIST-003',
    handlers: () => sending('List', ({ refs = [] }) => [{ refs: [...refs, ...refs] }]),
  },
  {
    name: 'list-hides-building',
    does: 'List leaves out sessions whose build runs.',
    requirement: 'LIST-004',
    handlers: () =>
      sending('List', ({ refs = [] }, _nth, context) => [
        { refs: refs.filter((ref) => context.sessions.get(ref)?.building !== true) },
      ]),
  },
  {
    name: 'failed-session-forgotten',
    does: 'A session is forgotten when its build fails.',
    requirement: 'LIST-005',
    handlers: () =>
      on('Build', async (context, call, next) => {
        let ref = '';
        const receive = async () => {
          const request = await call.receive();
          ref = request?.ref ?? '';
          return request;
        };
        await next(through(call, { receive })).catch((error: unknown) => {
          if (error instanceof RpcFailure && error.message !== 'build ongoing') context.sessions.remove(ref);
          throw error;
        });
      }),
  },
  {
    name: 'sessions-need-a-call',
    does: 'All sessions are forgotten when the last open call has ended.',
    requirement: 'LIST-006',
    handlers: () => {
      let open = 0;
      return async (context, call, next) => {
        open += 1;
        try {
          await next(call);
        } finally {
          open -= 1;
          if (open === 0) context.sessions.clear();
        }
      };
    },
  },
  {
    name: 'list-counts-builds',
    does: 'A session is listed as often as it was built.',
    requirement: 'LIST-008',
    handlers: () => {
      const built: string[] = [];
      return together(
        receiving('Build', (message) => {
          built.push(message.ref);
          return message;
        }),
        sending('List', ({ refs = [] }) => [{ refs: built.filter((ref) => refs.includes(ref)) }]),
      );
    },
  },
  {
    name: 'disconnect-undoes-one-build',
    does: 'Disconnect undoes one Build of its ref: a session that was built twice stays until the second Disconnect.',
    requirement: 'LIST-009',
    handlers: () => {
      const builds = new Map<string, number>();
      return together(
        receiving('Build', (message) => {
          builds.set(message.ref, (builds.get(message.ref) ?? 0) + 1);
          return message;
        }),
        on('Disconnect', async (context, call, next) => {
          const request = await call.receive();
          const left = (builds.get(request?.ref ?? '') ?? 1) - 1;
          if (request === undefined) return next(call);
          builds.set(request.ref, left);
          if (left <= 0) builds.delete(request.ref);
          const session = context.sessions.get(request.ref);
          await next(through(call, { receive: async () => request }));
          if (left > 0 && session !== undefined) context.sessions.add(session);
        }),
      );
    },
  },
];
