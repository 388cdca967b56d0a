import { ProcessManager } from '../../fake-controller/processes/process-manager.js';
import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { TypedCall } from '../../fake-controller/handlers/typed-call.js';
import { CancellationSource } from '../../time/cancellation.js';
import { sleep } from '../../time/sleep.js';
import type { Mutant } from '../mutant.js';
import { failureOf } from '../shape/failure-of.js';
import { on } from '../shape/on.js';
import { onStatus } from '../shape/on-status.js';
import { onBuild } from '../shape/on-build.js';
import { vertices } from '../shape/progress.js';
import { refusing } from '../shape/receiving.js';
import { through } from '../shape/through.js';
import { together } from '../shape/together.js';

/** Remembers which refs were ever watched, and tells a Build's stand whether its own was. */
function watching(
  stand: (context: Context, ref: string, watched: () => boolean, call: TypedCall<'Build'>) => void,
  end: (failure: Error | undefined, watched: boolean) => Error | undefined = (failure) => failure,
): Middleware {
  const seen = new Set<string>();
  return together(
    on('Status', async (_context, call, next) => {
      const request = await call.receive();
      seen.add(request?.ref ?? '');
      await next(through(call, { receive: async () => request }));
    }),
    on('Build', async (context, call, next) => {
      const request = await call.receive();
      const ref = request?.ref ?? '';
      stand(context, ref, () => seen.has(ref), call);
      const failure = end(await failureOf(next(through(call, { receive: async () => request }))), seen.has(ref));
      if (failure !== undefined) throw failure;
    }),
  );
}

/** Whether the first build of a ref is running. */
function firstBuilds(): { readonly middleware: Middleware; readonly running: (ref: string) => boolean } {
  const builds = new Map<string, number>();
  const running = new Set<string>();
  return {
    running: (ref) => running.has(ref) && builds.get(ref) === 1,
    middleware: onBuild(async (_context, { ref }, build) => {
      if (!running.has(ref)) builds.set(ref, (builds.get(ref) ?? 0) + 1);
      running.add(ref);
      const failure = await failureOf(build());
      if (failure?.message !== 'build ongoing') running.delete(ref);
      if (failure !== undefined) throw failure;
    }),
  };
}

/** Builds that deviate in one case alone: only the requirement about that case notices. */
export const narrowBuildMutants: readonly Mutant[] = [
  {
    name: 'two-failures-are-enough',
    does: 'A ref whose last two builds failed cannot be built any more.',
    requirement: 'BUILD-009',
    handlers: () => {
      const failures = new Map<string, number>();
      return onBuild(async (_context, { ref }, build) => {
        if ((failures.get(ref) ?? 0) >= 2) throw new RpcFailure('build: too many failures');
        const failure = await failureOf(build());
        if (ref !== '' && failure?.message !== 'build ongoing') {
          failures.set(ref, failure === undefined ? 0 : (failures.get(ref) ?? 0) + 1);
        }
        if (failure !== undefined) throw failure;
      });
    },
  },
  {
    name: 'rebuild-spares-second-process',
    does: 'Building a ref again kills its first process, and forgets the others, which run on.',
    requirement: 'BUILD-010',
    silent: true,
    handlers: () =>
      onBuild(async (context, { ref }, build) => {
        const session = context.sessions.get(ref);
        const [first] = session?.processes.all ?? [];
        if (session !== undefined && first !== undefined) {
          session.processes.kill(first);
          session.processes = new ProcessManager(context, ref);
        }
        await build();
      }),
  },
  {
    name: 'unwatched-build-fails',
    does: 'A build of which nobody ever watched the Status ends with an error.',
    requirement: 'BUILD-015',
    handlers: () =>
      watching(
        () => {},
        (failure, watched) => failure ?? (watched ? undefined : new RpcFailure('nobody watched')),
      ),
  },
  {
    name: 'cancelled-unwatched-build-clears',
    does: 'When a build that nobody watches is cancelled, the server forgets all sessions.',
    requirement: 'BUILD-017',
    handlers: () =>
      watching((context, _ref, watched, call) => {
        call.onCancel(() => {
          if (!watched()) context.sessions.clear();
        });
      }),
  },
  {
    name: 'status-empty-if-first-and-late',
    does: 'The first Status of a ref ends OK at once, without a message, when it comes while its first build runs.',
    requirement: 'STATUS-003',
    handlers: () => {
      const first = firstBuilds();
      const watched = new Set<string>();
      return together(
        first.middleware,
        onStatus(async (_context, ref, call, next) => {
          const late = first.running(ref) && !watched.has(ref);
          watched.add(ref);
          if (!late || ref === '') await next(call);
        }),
      );
    },
  },
  {
    name: 'status-fails-with-early-failure',
    does: 'Status ends with the error of its build, if that fails before its first step.',
    requirement: 'STATUS-004',
    handlers: () => {
      const builds = new Map<string, Promise<Error | undefined>>();
      return together(
        onBuild(async (_context, { ref }, build) => {
          const end = build();
          builds.set(ref, failureOf(end));
          await end;
        }),
        onStatus(async (_context, ref, call, next) => {
          await next(call);
          const failure = await builds.get(ref);
          if (failure?.message.includes('failed to read dockerfile') === true) throw failure;
        }),
      );
    },
  },
  {
    name: 'refused-build-ends-status',
    does: 'A Build that is refused since its ref is being built ends the Status of that ref OK.',
    requirement: 'STATUS-005',
    handlers: () => {
      const leave = new Map<string, () => void>();
      return together(
        onBuild(async (_context, { ref }, build) => {
          const failure = await failureOf(build());
          if (failure?.message === 'build ongoing') leave.get(ref)?.();
          if (failure !== undefined) throw failure;
        }),
        onStatus(async (_context, ref, call, next) => {
          const left = new Promise<void>((resolve) => leave.set(ref, resolve));
          await Promise.race([left, next(call)]);
        }),
      );
    },
  },
  {
    name: 'first-build-from-now-on',
    does: 'A second Status that is opened while the first build of its ref runs does not get what was reported before.',
    requirement: 'STATUS-010',
    silent: true,
    handlers: () => {
      const first = firstBuilds();
      const reported = new Map<string, number>();
      return together(
        first.middleware,
        onStatus((_context, ref, call, next) => {
          let skip = first.running(ref) ? (reported.get(ref) ?? 0) : 0;
          const counts = skip === 0;
          const send: typeof call.send = async (message) => {
            if (counts) reported.set(ref, (reported.get(ref) ?? 0) + 1);
            return skip-- > 0 || call.send(message);
          };
          return next(through(call, { send }));
        }),
      );
    },
  },
  {
    name: 'input-waits-for-plain-refs',
    does: 'Input of a ref that nobody has built waits only if the ref is made of letters, digits and dashes.',
    requirement: 'INPUT-009',
    handlers: () =>
      refusing('Input', (message, context) =>
        message.kind === 'init' && /[^A-Za-z0-9-]/.test(message.ref) && context.sessions.get(message.ref) === undefined
          ? new RpcFailure(`input: unknown key ${message.ref}`)
          : undefined,
      ),
  },
  {
    name: 'input-after-build-takes-quick-data',
    does: 'Data for a build that is over is thrown away with OK, if it comes at once; later, Input is refused.',
    requirement: 'INPUT-013',
    handlers: () =>
      on('Input', async (context, call, next) => {
        const init = await call.receive();
        const session = init?.kind === 'init' ? context.sessions.get(init.ref) : undefined;
        const over = session !== undefined && !session.building;
        const enough = new CancellationSource();
        call.onCancel(() => enough.cancel());
        const more = over ? await Promise.race([call.receive(), sleep(context.clock, 20, 'data', enough)]) : undefined;
        enough.cancel();
        if (typeof more !== 'object') {
          let taken = false;
          const receive: typeof call.receive = async () => {
            if (taken) return call.receive();
            taken = true;
            return init;
          };
          return next(through(call, { receive }));
        }
        while ((await call.receive()) !== undefined);
      }),
  },
  {
    name: 'failing-vertex-error-in-advance',
    does: 'A step that is going to fail has an error from its start.',
    requirement: 'PAYLOAD-008',
    handlers: () =>
      vertices((vertex) =>
        vertex.started !== undefined && vertex.completed === undefined && vertex.name.includes('exit 3')
          ? { ...vertex, error: 'it is going to fail' }
          : vertex,
      ),
  },
];
