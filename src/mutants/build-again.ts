import { contextCanceled, RpcFailure } from '../playback/rpc-failure.js';
import { ProcessManager } from '../fake-controller/processes/process-manager.js';
import type { StatusResponse } from '../protocol/messages.js';
import { makeOut } from './shape/make-out.js';
import type { Mutant } from './mutant.js';
import { ending, recoding } from './shape/ending.js';
import { failureOf } from './shape/failure-of.js';
import { on } from './shape/on.js';
import { refusing } from './shape/receiving.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';
import { onBuild } from './shape/on-build.js';

export const buildAgainMutants: readonly Mutant[] = [
  {
    name: 'build-ongoing-once',
    does: 'Of the Builds of a ref that is being built only the first is refused.',
    requirement: 'BUILD-008',
    handlers: () =>
      onBuild(async (context, { ref }, build) => {
        const session = context.sessions.get(ref);
        const ongoing = session?.building === true;
        await build().finally(() => {
          if (ongoing) makeOut(session, { state: 'over' });
        });
      }),
  },
  {
    name: 'build-ongoing-recoded',
    does: 'A Build of a ref that is being built ends ALREADY_EXISTS.',
    requirement: 'BUILD-008',
    handlers: () => recoding('Build', 'ALREADY_EXISTS', /build ongoing/),
  },
  {
    name: 'build-again-stops-first',
    does: 'A Build of a ref that is being built is refused, and cancels the first.',
    requirement: 'BUILD-008',
    handlers: () =>
      onBuild(async (context, { ref }, build) => {
        const session = context.sessions.get(ref);
        if (session?.building === true) session.build.cancellation.cancel();
        await build();
      }),
  },
  {
    name: 'failed-build-stays-ongoing',
    does: 'After a failed build the ref counts as being built.',
    requirement: 'BUILD-009',
    handlers: () =>
      onBuild((context, { ref }, build) =>
        build().catch((error: unknown) => {
          const session = context.sessions.get(ref);
          if (session !== undefined) makeOut(session, { state: 'running' });
          throw error;
        }),
      ),
  },
  {
    name: 'build-repeats-last-outcome',
    does: 'Building a ref again gives the outcome of its first build.',
    requirement: 'BUILD-009',
    handlers: () => {
      const failures = new Map<string, Error | undefined>();
      return onBuild(async (_context, { ref }, build) => {
        const before = failures.get(ref);
        const failure = await failureOf(build());
        const told = before ?? failure;
        failures.set(ref, told);
        if (told !== undefined) throw told;
      });
    },
  },
  {
    name: 'rebuild-keeps-processes',
    does: 'Building a ref again leaves its processes running, and forgets them.',
    requirement: 'BUILD-010',
    silent: true,
    handlers: () =>
      onBuild(async (context, { ref }, build) => {
        const session = context.sessions.get(ref);
        if (session?.building === false) session.processes = new ProcessManager(context, ref);
        await build();
      }),
  },
  {
    name: 'rebuild-ends-streams-ok',
    does: 'Building a ref again ends the streams of its processes OK.',
    requirement: 'BUILD-010',
    handlers: () => {
      const rebuilding = new Set<string>();
      return together(
        onBuild(async (_context, { ref }, build) => {
          rebuilding.add(ref);
          await build().finally(() => rebuilding.delete(ref));
        }),
        ending('Invoke', (failure) => (rebuilding.size > 0 ? undefined : failure)),
      );
    },
  },
  {
    name: 'rebuild-kills-at-its-end',
    does: 'Building a ref again kills its processes when the build is over.',
    requirement: 'BUILD-011',
    silent: true,
    handlers: () =>
      onBuild(async (context, { ref }, build) => {
        const session = context.sessions.get(ref);
        const old = session?.processes;
        if (session?.building === false) session.processes = new ProcessManager(context, ref);
        await build().finally(() => old?.killAll());
      }),
  },
  {
    name: 'cancelled-build-stays-ongoing',
    does: 'After a cancelled build the ref counts as being built.',
    requirement: 'BUILD-012',
    handlers: () =>
      on('Build', async (context, call, next) => {
        const request = await call.receive();
        await next(through(call, { receive: async () => request })).finally(() => {
          const session = context.sessions.get(request?.ref ?? '');
          if (call.cancelled && session !== undefined) makeOut(session, { state: 'running' });
        });
      }),
  },
  {
    name: 'build-ignores-cancel',
    does: 'A Build that its client has cancelled runs on.',
    requirement: 'BUILD-012',
    silent: true,
    handlers: () =>
      on('Build', (_context, call, next) => next(through(call, { cancelled: false, onCancel: () => () => {} }))),
  },
  {
    name: 'cancelled-build-cancels-status',
    does: 'The Status of a cancelled build ends CANCELLED.',
    requirement: 'BUILD-012',
    handlers: () => {
      const cancelled = new Set<string>();
      return together(
        on('Build', async (_context, call, next) => {
          const request = await call.receive();
          call.onCancel(() => cancelled.add(request?.ref ?? ''));
          await next(through(call, { receive: async () => request }));
        }),
        on('Status', async (_context, call, next) => {
          const request = await call.receive();
          await next(through(call, { receive: async () => request }));
          if (cancelled.has(request?.ref ?? '')) throw contextCanceled();
        }),
      );
    },
  },
  {
    name: 'status-to-all',
    does: 'What a build reports comes to every Status that is open, of whichever session.',
    requirement: 'BUILD-013',
    handlers: () => {
      const open = new Set<(message: StatusResponse) => Promise<boolean>>();
      return on('Status', async (_context, call, next) => {
        const own = (message: StatusResponse): Promise<boolean> => call.send(message);
        open.add(own);
        const send: typeof call.send = async (message) => {
          for (const other of open) if (other !== own) await other(message as StatusResponse);
          return call.send(message);
        };
        await next(through(call, { send })).finally(() => open.delete(own));
      });
    },
  },
  {
    name: 'one-build-at-a-time',
    does: 'While a build runs, a Build of any ref is refused.',
    requirement: 'BUILD-014',
    handlers: () =>
      refusing('Build', (_request, context) =>
        context.sessions.all.some(({ building }) => building) ? new RpcFailure('build ongoing') : undefined,
      ),
  },
  {
    name: 'builds-queue-up',
    does: 'A build begins when all that were there before it have ended.',
    requirement: 'BUILD-014',
    silent: true,
    handlers: () => {
      let last: Promise<unknown> = Promise.resolve();
      return onBuild(async (_context, _request, build) => {
        const before = last;
        const own = before.then(build);
        last = own.catch(() => undefined);
        await own;
      });
    },
  },
];
