import { contextCanceled, RpcFailure } from '../playback/rpc-failure.js';
import type { Init, ProcessInfo } from '../protocol/messages.js';
import type { Middleware } from '../fake-controller/handlers/middleware.js';
import type { Mutant } from './mutant.js';
import { excusing, recoding, rewording } from './shape/ending.js';
import { failureOf } from './shape/failure-of.js';
import { on } from './shape/on.js';
import { onInvoke } from './shape/invoke-target.js';
import { receiving, refusing } from './shape/receiving.js';
import { sending } from './shape/sending.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

/** Lists processes that have been changed. */
function listed(change: (process: Init<ProcessInfo>) => Init<ProcessInfo>): Middleware {
  return sending('ListProcesses', ({ processes = [] }) => [{ processes: processes.map(change) }]);
}

export const processCallMutants: readonly Mutant[] = [
  {
    name: 'list-processes-unquoted',
    does: 'ListProcesses shows an unknown ref without quotes.',
    requirement: 'PROC-015',
    handlers: () => rewording('ListProcesses', /"/g, ''),
  },
  {
    name: 'list-processes-not-found',
    does: 'ListProcesses of an unknown ref ends NOT_FOUND.',
    requirement: 'PROC-016',
    handlers: () => recoding('ListProcesses', 'NOT_FOUND'),
  },
  {
    name: 'list-processes-of-nothing-ok',
    does: 'ListProcesses without a ref ends OK.',
    requirement: 'PROC-016',
    handlers: () => excusing('ListProcesses', /unknown (ref|session ID) ""/),
  },
  {
    name: 'list-processes-forgets-surroundings',
    does: 'ListProcesses leaves out as whom and where processes run.',
    requirement: 'PROC-045',
    handlers: () =>
      listed(({ invokeConfig, ...process }) => ({ ...process, invokeConfig: { ...invokeConfig, user: '', cwd: '' } })),
  },
  {
    name: 'list-processes-phantom',
    does: 'A session without processes lists one.',
    requirement: 'PROC-017',
    handlers: () =>
      sending('ListProcesses', (message) => [message.processes?.length === 0 ? { processes: [{}] } : message]),
  },
  {
    name: 'list-processes-while-building',
    does: 'ListProcesses is refused while the session is being built.',
    requirement: 'PROC-018',
    handlers: () =>
      refusing('ListProcesses', ({ ref }, context) =>
        context.sessions.get(ref)?.building === true ? new RpcFailure('build ongoing') : undefined,
      ),
  },
  {
    name: 'list-processes-sorts-env',
    does: 'ListProcesses shows the environment sorted.',
    requirement: 'PROC-019',
    handlers: () =>
      listed(({ processId, invokeConfig }) => ({
        processId,
        invokeConfig: { ...invokeConfig, env: (invokeConfig?.env ?? []).toSorted() },
      })),
  },
  {
    name: 'list-processes-env-without-value',
    does: 'ListProcesses shows a variable of the environment up to its last equals sign.',
    requirement: 'PROC-019',
    handlers: () =>
      listed(({ processId, invokeConfig }) => ({
        processId,
        invokeConfig: { ...invokeConfig, env: (invokeConfig?.env ?? []).map((one) => one.replace(/=[^=]*$/, '=')) },
      })),
  },
  {
    name: 'list-processes-forgets-tty',
    does: 'ListProcesses shows every process with a terminal.',
    requirement: 'PROC-019',
    handlers: () =>
      listed(({ processId, invokeConfig }) => ({ processId, invokeConfig: { ...invokeConfig, tty: true } })),
  },
  {
    name: 'list-processes-of-all',
    does: 'ListProcesses lists the processes of all sessions.',
    requirement: 'PROC-020',
    handlers: () =>
      sending('ListProcesses', (_message, _nth, context) => [
        {
          processes: context.sessions.all.flatMap(({ processes }) =>
            processes.all.map(({ id: processId }) => ({ processId })),
          ),
        },
      ]),
  },
  {
    name: 'disconnect-process-unquoted-ref',
    does: 'DisconnectProcess shows an unknown ref without quotes.',
    requirement: 'PROC-025',
    handlers: () => rewording('DisconnectProcess', /(?<=unknown (?:ref|session ID) )"(.*)"/s, '$1'),
  },
  {
    name: 'disconnect-process-idempotent',
    does: 'DisconnectProcess of a process that never was ends OK.',
    requirement: 'PROC-026',
    handlers: () => {
      const started = new Set<string>();
      return together(
        receiving('Invoke', (message) => {
          if (message.kind === 'init') started.add(message.processId);
          return message;
        }),
        on('DisconnectProcess', async (_context, call, next) => {
          const request = await call.receive();
          const failure = await failureOf(next(through(call, { receive: async () => request })));
          if (failure === undefined) return;
          if (!failure.message.startsWith('unknown process') || started.has(request?.processId ?? '')) throw failure;
          await call.send({});
        }),
      );
    },
  },
  {
    name: 'disconnect-process-detaches',
    does: 'DisconnectProcess leaves the process running.',
    requirement: 'PROC-027',
    handlers: () =>
      on('DisconnectProcess', async (context, call, next) => {
        const request = await call.receive();
        const known = context.sessions.get(request?.ref ?? '')?.processes.get(request?.processId ?? '');
        if (known === undefined) return next(through(call, { receive: async () => request }));
        await call.send({});
      }),
  },
  {
    name: 'disconnect-process-ends-stream-ok',
    does: 'The stream of a process that DisconnectProcess kills ends OK.',
    requirement: 'PROC-027',
    handlers: () => {
      const named = new Set<string>();
      return together(
        receiving('DisconnectProcess', (message) => {
          named.add(message.processId);
          return message;
        }),
        onInvoke(async (_context, call, next, target) => {
          try {
            await next(call);
          } catch (error) {
            const end = await Promise.race([target.process?.ended, Promise.resolve(undefined)]);
            if (end?.kind !== 'killed' || !named.has(target.process?.id ?? '')) throw error;
          }
        }),
      );
    },
  },
  {
    name: 'disconnect-process-says-cancelled',
    does: 'DisconnectProcess itself ends CANCELLED.',
    requirement: 'PROC-027',
    handlers: () =>
      on('DisconnectProcess', async (_context, call, next) => {
        await next(call);
        throw contextCanceled();
      }),
  },
  {
    name: 'disconnect-process-needs-stream',
    does: 'DisconnectProcess does nothing to a process to which nobody is attached.',
    requirement: 'PROC-029',
    handlers: () => {
      const attached = new Set<unknown>();
      return together(
        onInvoke((_context, call, next, target) => {
          call.onCancel(() => attached.delete(target.process));
          const send: typeof call.send = (message) => {
            if (message.kind === 'file' && message.eof !== true) attached.add(target.process);
            return call.send(message);
          };
          return next(through(call, { send }));
        }),
        on('DisconnectProcess', async (context, call, next) => {
          const request = await call.receive();
          const known = context.sessions.get(request?.ref ?? '')?.processes.get(request?.processId ?? '');
          if (known === undefined || attached.has(known)) return next(through(call, { receive: async () => request }));
          await call.send({});
        }),
      );
    },
  },
  {
    name: 'disconnect-process-takes-all',
    does: 'DisconnectProcess kills all processes of the session.',
    requirement: 'PROC-030',
    handlers: () =>
      on('DisconnectProcess', async (context, call, next) => {
        const request = await call.receive();
        const session = context.sessions.get(request?.ref ?? '');
        const known = session?.processes.get(request?.processId ?? '') !== undefined;
        await next(through(call, { receive: async () => request }));
        if (known) session?.processes.killAll();
      }),
  },
];
