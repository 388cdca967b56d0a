import { contextCanceled, RpcFailure } from '../playback/rpc-failure.js';
import { sleep } from '../time/sleep.js';
import { onBuild } from './shape/on-build.js';
import type { Mutant } from './mutant.js';
import { excusing, recoding } from './shape/ending.js';
import { failureOf } from './shape/failure-of.js';
import { on } from './shape/on.js';
import { onStatus } from './shape/on-status.js';
import { refusing } from './shape/receiving.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

export const statusMutants: readonly Mutant[] = [
  {
    name: 'status-without-ref',
    does: 'Status without a ref ends OK.',
    requirement: 'STATUS-001',
    handlers: () => excusing('Status', /empty (key|session ID)/),
  },
  {
    name: 'status-greets-before-refusal',
    does: 'Status without a ref gets an empty message before it is refused.',
    requirement: 'STATUS-001',
    handlers: () =>
      onStatus(async (_context, ref, call, next) => {
        if (ref === '') await call.send({});
        await next(call);
      }),
  },
  {
    name: 'status-of-unknown-refused',
    does: 'Status of a ref that nobody has built ends NOT_FOUND.',
    requirement: 'STATUS-002',
    handlers: () =>
      refusing('Status', ({ ref }, context) =>
        ref === '' || context.sessions.get(ref) !== undefined
          ? undefined
          : new RpcFailure(`unknown ref ${ref}`, 'NOT_FOUND'),
      ),
  },
  {
    name: 'status-empty-before-build',
    does: 'Status of a ref that is not built for 5 ms gets an empty message.',
    requirement: 'STATUS-002',
    handlers: () =>
      onStatus(async (context, ref, call, next) => {
        const waits = (): boolean => ref !== '' && context.sessions.get(ref) === undefined;
        if (waits() && (await sleep(context.clock, 5, 'the build may come', call)) && waits()) await call.send({});
        await next(call);
      }),
  },
  {
    name: 'status-during-build-empty',
    does: 'Status that is opened while a build runs ends OK at once, without a message.',
    requirement: 'STATUS-003',
    handlers: () =>
      onStatus(async (context, ref, call, next) => {
        if (context.sessions.get(ref)?.building !== true) await next(call);
      }),
  },
  {
    name: 'status-fails-with-build',
    does: 'Status ends with the error of its build.',
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
          if (failure !== undefined && !call.cancelled) throw failure;
        }),
      );
    },
  },
  {
    name: 'status-ends-at-log',
    does: 'Status ends OK after the first message that logs something.',
    requirement: 'STATUS-005',
    handlers: () =>
      onStatus((_context, _ref, call, next) => {
        const send: typeof call.send = async (message) => {
          await call.send(message);
          return (message.logs?.length ?? 0) === 0;
        };
        return next(through(call, { send }));
      }),
  },
  {
    name: 'status-after-build-empty',
    does: 'Status that is opened after a build ends OK without a message.',
    requirement: 'STATUS-006',
    handlers: () =>
      onStatus(async (context, ref, call, next) => {
        if (context.sessions.get(ref)?.building !== false) await next(call);
      }),
  },
  {
    name: 'status-after-build-refused',
    does: 'Status that is opened after a build ends FAILED_PRECONDITION.',
    requirement: 'STATUS-006',
    handlers: () =>
      refusing('Status', ({ ref }, context) =>
        context.sessions.get(ref)?.building === false
          ? new RpcFailure('status: no build is running', 'FAILED_PRECONDITION')
          : undefined,
      ),
  },
  {
    name: 'disconnect-cancels-status',
    does: 'Disconnect ends the Status streams of its session CANCELLED.',
    requirement: 'STATUS-007',
    handlers: () =>
      onStatus(async (context, ref, call, next) => {
        await next(call);
        if (ref !== '' && context.sessions.get(ref) === undefined) throw contextCanceled();
      }),
  },
  {
    name: 'status-one-subscriber',
    does: 'A second Status of a ref is refused.',
    requirement: 'STATUS-008',
    handlers: () => {
      const watched = new Set<string>();
      return onStatus(async (_context, ref, call, next) => {
        if (watched.has(ref)) throw new RpcFailure('status: already watched', 'ALREADY_EXISTS');
        watched.add(ref);
        await next(call).finally(() => watched.delete(ref));
      });
    },
  },
  {
    name: 'status-last-message-lost',
    does: 'What a build reports last reaches no Status.',
    requirement: 'STATUS-008',
    handlers: () =>
      onStatus(async (_context, _ref, call, next) => {
        let held: Parameters<typeof call.send>[0] | undefined;
        const send: typeof call.send = async (message) => {
          const before = held;
          held = message;
          return before === undefined || call.send(before);
        };
        await next(through(call, { send }));
      }),
  },
  {
    name: 'status-second-sees-half',
    does: 'Of two Status streams of a ref, the second gets every other message.',
    requirement: 'STATUS-009',
    handlers: () => {
      const watched = new Set<string>();
      return onStatus(async (_context, ref, call, next) => {
        if (watched.has(ref)) {
          let nth = 0;
          const send: typeof call.send = async (message) => (nth++ % 2 === 0 ? call.send(message) : true);
          return next(through(call, { send }));
        }
        watched.add(ref);
        await next(call).finally(() => watched.delete(ref));
      });
    },
  },
  {
    name: 'status-from-now-on',
    does: 'Status that is opened while a build runs does not get what was reported before.',
    requirement: 'STATUS-010',
    silent: true,
    handlers: () => {
      const reported = new Map<string, number>();
      return onStatus((context, ref, call, next) => {
        let skip = context.sessions.get(ref)?.building === true ? (reported.get(ref) ?? 0) : 0;
        const counts = skip === 0;
        const send: typeof call.send = async (message) => {
          if (counts) reported.set(ref, (reported.get(ref) ?? 0) + 1);
          return skip-- > 0 || call.send(message);
        };
        return next(through(call, { send }));
      });
    },
  },
  {
    name: 'leaving-subscriber-ends-build',
    does: 'A build is cancelled when a subscriber of its Status leaves.',
    requirement: 'STATUS-011',
    handlers: () =>
      onStatus((context, ref, call, next) => {
        call.onCancel(() => context.sessions.get(ref)?.build.cancellation.cancel());
        return next(call);
      }),
  },
  {
    name: 'cancelled-status-steals',
    does: 'A Status that was cancelled while it waited takes a message of the next build from the others.',
    requirement: 'STATUS-012',
    handlers: () => {
      const thieves = new Map<string, number>();
      return onStatus((context, ref, call, next) => {
        call.onCancel(() => {
          if (context.sessions.get(ref) === undefined) thieves.set(ref, (thieves.get(ref) ?? 0) + 1);
        });
        const send: typeof call.send = async (message) => {
          const left = thieves.get(ref) ?? 0;
          if (left === 0) return call.send(message);
          thieves.set(ref, left - 1);
          return true;
        };
        return next(through(call, { send }));
      });
    },
  },
  {
    name: 'status-ends-aborted',
    does: 'A refused Status ends ABORTED.',
    requirement: 'STATUS-001',
    handlers: () => recoding('Status', 'ABORTED'),
  },
  {
    name: 'disconnect-ends-waiting-status',
    does: 'Disconnect of a ref that nobody has built ends the Status streams that wait for it.',
    requirement: 'STATUS-013',
    handlers: () => {
      const waiting = new Map<string, (() => void)[]>();
      return together(
        on('Status', async (_context, call, next) => {
          const request = await call.receive();
          const released = new Promise<void>((resolve) => {
            const ref = request?.ref ?? '';
            waiting.set(ref, [...(waiting.get(ref) ?? []), resolve]);
          });
          await Promise.race([released, next(through(call, { receive: async () => request }))]);
        }),
        on('Disconnect', async (context, call, next) => {
          const request = await call.receive();
          const ref = request?.ref ?? '';
          if (context.sessions.get(ref) === undefined) for (const release of waiting.get(ref) ?? []) release();
          await next(through(call, { receive: async () => request }));
        }),
      );
    },
  },
];
