import { never } from '../serving/never.js';
import type { Session } from '../fake-controller/sessions/session.js';
import type { Mutant } from './mutant.js';
import { failureOf } from './shape/failure-of.js';
import { on } from './shape/on.js';
import { onDisconnect } from './shape/on-disconnect.js';
import { onInvoke } from './shape/invoke-target.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

const hourMs = 3_600_000;

export const leakMutants: readonly Mutant[] = [
  {
    name: 'disconnect-spares-detached',
    does: 'Disconnect of a session with a process that nobody is attached to answers OK, and leaves the session as it is.',
    requirement: 'XPORT-013',
    handlers: () => {
      const streams = new Map<string, number>();
      const count = (ref: string | undefined, difference: number): void => {
        if (ref !== undefined) streams.set(ref, (streams.get(ref) ?? 0) + difference);
      };
      return together(
        onInvoke(async (_context, call, next, target) => {
          let counted: string | undefined;
          const receive: typeof call.receive = async () => {
            const message = await call.receive();
            if (counted === undefined) count((counted = target.init?.ref), 1);
            return message;
          };
          await next(through(call, { receive })).finally(() => count(counted, -1));
        }),
        on('Disconnect', async (context, call, next) => {
          const request = await call.receive();
          const session = context.sessions.get(request?.ref ?? '');
          const detached = (session?.processes.all.length ?? 0) > (streams.get(session?.ref ?? '') ?? 0);
          if (detached) await call.send({});
          else await next(through(call, { receive: async () => request }));
        }),
      );
    },
  },
  {
    name: 'disconnect-spares-cancelled',
    does: 'Disconnect of a session whose build was cancelled by its client answers OK, and leaves the session as it is.',
    requirement: 'XPORT-013',
    handlers: () => {
      const cancelled = new Set<string>();
      return together(
        on('Build', (_context, call, next) => {
          let ref = '';
          call.onCancel(() => cancelled.add(ref));
          const receive: typeof call.receive = async () => {
            const request = await call.receive();
            ref = request?.ref ?? '';
            return request;
          };
          return next(through(call, { receive }));
        }),
        on('Disconnect', async (_context, call, next) => {
          const request = await call.receive();
          if (cancelled.has(request?.ref ?? '')) await call.send({});
          else await next(through(call, { receive: async () => request }));
        }),
      );
    },
  },
  {
    name: 'cancelled-status-leaves-timer',
    does: 'A Status that its client cancels leaves a timer of an hour behind.',
    requirement: 'XPORT-014',
    handlers: () =>
      on('Status', (context, call, next) => {
        call.onCancel(() => void context.clock.after(hourMs, 'Status is forgotten', () => {}));
        return next(call);
      }),
  },
  {
    name: 'cancelled-input-never-returns',
    does: 'The handler of an Input that its client cancels never returns.',
    requirement: 'XPORT-014',
    handlers: () =>
      on('Input', async (_context, call, next) => {
        const failure = await failureOf(next(call));
        if (call.cancelled) await never();
        if (failure !== undefined) throw failure;
      }),
  },
  {
    name: 'disconnect-hides-session',
    does: 'Disconnect moves the session to where no call finds it, with all that it holds, in place of forgetting it.',
    requirement: 'XPORT-014',
    handlers: () => {
      const prefix = '\0gone ';
      return together(
        onDisconnect(async (context, session, disconnect) => {
          await disconnect();
          context.sessions.add(Object.assign(Object.create(session) as Session, { ref: `${prefix}${session.ref}` }));
        }),
        on('List', (_context, call, next) => {
          const send: typeof call.send = ({ refs = [] }) =>
            call.send({ refs: refs.filter((ref) => !ref.startsWith(prefix)) });
          return next(through(call, { send }));
        }),
      );
    },
  },
];
