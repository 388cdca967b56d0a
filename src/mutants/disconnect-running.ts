import { contextCanceled, RpcFailure } from '../playback/rpc-failure.js';
import { never } from '../serving/never.js';
import { sleep } from '../time/sleep.js';
import type { InvokeMessage } from '../protocol/messages.js';
import { onBuild } from './shape/on-build.js';
import type { Mutant } from './mutant.js';
import { on } from './shape/on.js';
import { sending } from './shape/sending.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';
import { onDisconnect } from './shape/on-disconnect.js';

export const disconnectRunningMutants: readonly Mutant[] = [
  {
    name: 'disconnect-refused-while-building',
    does: 'Disconnect of a session that is being built is refused.',
    requirement: 'DISC-008',
    handlers: () =>
      onDisconnect(async (_context, { building }, disconnect) => {
        if (building) throw new RpcFailure('build ongoing');
        await disconnect();
      }),
  },
  {
    name: 'disconnected-build-listed-on',
    does: 'A session that is disconnected during its build is listed until the build would have ended.',
    requirement: 'DISC-008',
    handlers: () => {
      const building = new Set<string>();
      return together(
        onDisconnect(async (_context, session, disconnect) => {
          if (session.building) building.add(session.ref);
          await disconnect();
        }),
        sending('List', ({ refs = [] }) => [{ refs: [...new Set([...refs, ...building])] }]),
      );
    },
  },
  {
    name: 'disconnected-build-aborted',
    does: 'A Build whose session is disconnected ends ABORTED.',
    requirement: 'DISC-009',
    handlers: () =>
      onBuild((context, { ref }, build) =>
        build().catch((error: unknown) => {
          if (ref !== '' && context.sessions.get(ref) === undefined) throw new RpcFailure('gone', 'ABORTED');
          throw error;
        }),
      ),
  },
  {
    name: 'disconnected-build-ok',
    does: 'A Build whose session is disconnected ends OK at once.',
    requirement: 'DISC-009',
    handlers: () => {
      const cut = new Map<string, () => void>();
      return together(
        onDisconnect(async (_context, { ref }, disconnect) => {
          await disconnect();
          cut.get(ref)?.();
        }),
        on('Build', async (_context, call, next) => {
          const request = await call.receive();
          const disconnected = new Promise<void>((resolve) => cut.set(request?.ref ?? '', resolve));
          await Promise.race([
            next(through(call, { receive: async () => request })),
            disconnected.then(() => call.send({ exporterResponse: {} })),
          ]);
        }),
      );
    },
  },
  {
    name: 'disconnected-build-unknown',
    does: 'A Build whose session is disconnected ends UNKNOWN.',
    requirement: 'DISC-010',
    handlers: () =>
      onBuild((context, { ref }, build) =>
        build().catch((error: unknown) => {
          if (ref === '' || context.sessions.get(ref) !== undefined) throw error;
          throw new RpcFailure(`build: unknown key ${ref}`);
        }),
      ),
  },
  {
    name: 'disconnected-ref-busy',
    does: 'A ref that is disconnected during its build stays busy until that build has ended, which it does by itself.',
    requirement: 'DISC-011',
    quirks: ['disconnect-keeps-build'],
    handlers: () => {
      const running = new Set<string>();
      return onBuild(async (_context, { ref }, build) => {
        if (running.has(ref)) throw new RpcFailure('build ongoing');
        running.add(ref);
        await build().finally(() => running.delete(ref));
      });
    },
  },
  {
    name: 'disconnect-waits-for-start',
    does: 'Disconnect during the start of a process with rollback never answers.',
    requirement: 'DISC-012',
    silent: true,
    handlers: () => {
      const starting = new Set<string>();
      return together(
        on('Invoke', (context, call, next) => {
          const receive = async (): Promise<InvokeMessage | undefined> => {
            const message = await call.receive();
            if (message?.kind === 'init' && message.invokeConfig?.rollback === true) {
              const { ref } = message;
              context.sessions.get(ref)?.processes.killAll();
              starting.add(ref);
              await sleep(context.clock, 20, 'a container is being made', call);
              starting.delete(ref);
            }
            return message;
          };
          return next(through(call, { receive }));
        }),
        onDisconnect(async (_context, { ref }, disconnect) => {
          if (starting.has(ref)) await never();
          await disconnect();
        }),
      );
    },
  },
  {
    name: 'disconnect-cancels-itself',
    does: 'Disconnect of a session with a running build ends CANCELLED.',
    requirement: 'DISC-008',
    handlers: () =>
      onDisconnect(async (_context, { building }, disconnect) => {
        await disconnect();
        if (building) throw contextCanceled();
      }),
  },
];
