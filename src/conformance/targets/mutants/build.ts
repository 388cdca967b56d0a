import { contextCanceled, RpcFailure } from '../../../fake-controller/rpc-failure.js';
import { ProcessManager } from '../../../fake-controller/processes/process-manager.js';
import type { Context } from '../../../fake-controller/context.js';
import type { BuildOptions, BuildRequest, StatusResponse } from '../../../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { ending, excusing, recoding, rewording } from './shape/ending.js';
import { failureOf } from './shape/failure-of.js';
import { on, type Stand } from './shape/on.js';
import { refusing } from './shape/receiving.js';
import { sending } from './shape/sending.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';
import type { Middleware } from '../../../fake-controller/handlers/middleware.js';

const sessionDetail = 'github.com/docker/buildx/errdefs.Build+json';

/** Stands around Build, and knows its request. */
export function onBuild(
  stand: (context: Context, request: BuildRequest, build: () => Promise<void>) => Promise<void>,
): Middleware {
  const aware: Stand<'Build'> = async (context, call, next) => {
    const request = await call.receive();
    if (request === undefined) return next(through(call, { receive: async () => undefined }));
    await stand(context, request, () => next(through(call, { receive: async () => request })));
  };
  return on('Build', aware);
}

function textsOf({ buildArgs, labels }: BuildOptions): string {
  return [...Object.values(buildArgs), ...Object.values(labels)].join('');
}

export const buildMutants: readonly Mutant[] = [
  {
    name: 'build-without-ref',
    does: 'Build without a ref ends OK.',
    requirement: 'BUILD-001',
    handlers: () => excusing('Build', /empty key/),
  },
  {
    name: 'build-without-ref-recoded',
    does: 'Build without a ref ends INVALID_ARGUMENT.',
    requirement: 'BUILD-001',
    handlers: () => recoding('Build', 'INVALID_ARGUMENT', /empty key/),
  },
  {
    name: 'build-replies-twice',
    does: 'Build sends its reply twice.',
    requirement: 'BUILD-002',
    handlers: () => sending('Build', (message) => [message, message]),
  },
  {
    name: 'build-without-reply',
    does: 'Build ends OK without a reply.',
    requirement: 'BUILD-002',
    handlers: () => sending('Build', () => []),
  },
  {
    name: 'build-ascii-only',
    does: 'A build arg or a label that is not ASCII makes the build fail.',
    requirement: 'BUILD-003',
    handlers: () =>
      refusing('Build', ({ options }) =>
        options !== undefined && /[^\0-\x7f]/.test(textsOf(options)) ? new RpcFailure('bad character') : undefined,
      ),
  },
  {
    name: 'build-chokes-on-newline',
    does: 'A build arg or a label with a newline or a comma makes the build fail.',
    requirement: 'BUILD-003',
    handlers: () =>
      refusing('Build', ({ options }) =>
        options !== undefined && /[\n,]/.test(textsOf(options)) ? new RpcFailure('bad separator') : undefined,
      ),
  },
  {
    name: 'build-failure-internal',
    does: 'The failure of a step ends Build with INTERNAL.',
    requirement: 'BUILD-004',
    handlers: () => recoding('Build', 'INTERNAL', /exit code/),
  },
  {
    name: 'build-failure-without-exit-code',
    does: 'The failure of a step does not tell the exit code.',
    requirement: 'BUILD-004',
    handlers: () => rewording('Build', /: exit code: \d+/, ''),
  },
  {
    name: 'build-early-failure-ok',
    does: 'A build that fails before its first step ends OK.',
    requirement: 'BUILD-005',
    handlers: () => excusing('Build', /failed to read dockerfile/),
  },
  {
    name: 'build-early-failure-not-found',
    does: 'A build whose Dockerfile is not there ends NOT_FOUND.',
    requirement: 'BUILD-005',
    handlers: () => recoding('Build', 'NOT_FOUND', /failed to read dockerfile/),
  },
  {
    name: 'build-error-without-session',
    does: 'The error of a failed step does not carry its session.',
    requirement: 'BUILD-006',
    revision: '0.12',
    handlers: () =>
      ending('Build', ({ message, code, details }) => {
        const others = details.filter(({ typeUrl }) => typeUrl !== sessionDetail);
        return new RpcFailure(message, code, others);
      }),
  },
  {
    name: 'build-error-session-twice',
    does: 'The error of a failed step carries its session twice.',
    requirement: 'BUILD-006',
    revision: '0.12',
    handlers: () =>
      ending('Build', ({ message, code, details }) => new RpcFailure(message, code, [...details, ...details])),
  },
  {
    name: 'build-error-torn-detail',
    does: 'The last byte of each typed detail is missing.',
    requirement: 'BUILD-007',
    revision: '0.12',
    handlers: () =>
      ending('Build', ({ message, code, details }) => {
        const torn = details.map(({ typeUrl, value }) => ({ typeUrl, value: value.subarray(0, -1) }));
        return new RpcFailure(message, code, torn);
      }),
  },
  {
    name: 'build-ongoing-once',
    does: 'Of the Builds of a ref that is being built only the first is refused.',
    requirement: 'BUILD-008',
    handlers: () =>
      onBuild(async (context, { ref }, build) => {
        const session = context.sessions.get(ref);
        const ongoing = session?.building === true;
        await build().finally(() => {
          if (ongoing) session.building = false;
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
        if (session?.building === true) session.cancellation.cancel();
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
          if (session !== undefined) session.building = true;
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
          if (call.cancelled && session !== undefined) session.building = true;
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
