import { RpcFailure } from '../playback/rpc-failure.js';
import { never } from '../serving/never.js';
import type { InvokeMessage } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { ending, rewording } from './shape/ending.js';
import { onInvoke } from './shape/invoke-target.js';
import { on } from './shape/on.js';
import { receiving, refusing } from './shape/receiving.js';
import { through } from './shape/through.js';

/** The least exit code of a process that a signal killed. */
const leastKilled = 128;

export const processMutants: readonly Mutant[] = [
  {
    name: 'exit-0-ok',
    does: 'A process that exits with 0 and wrote something on a terminal ends its stream OK.',
    requirement: 'PROC-006',
    handlers: () =>
      onInvoke(async (_context, call, next, target) => {
        let wrote = false;
        const send: typeof call.send = (message) => {
          wrote ||= message.kind === 'file' && message.eof !== true;
          return call.send(message);
        };
        try {
          await next(through(call, { send }));
        } catch (error) {
          const { process } = target;
          const end = await Promise.race([process?.ended, Promise.resolve(undefined)]);
          if (!wrote || process?.config.tty !== true || end?.kind !== 'exited' || end.codes[0] !== 0) throw error;
        }
      }),
  },
  {
    name: 'exit-code-of-seven-bits',
    does: 'An exit code of 128 or more is told without its highest bit.',
    requirement: 'PROC-007',
    handlers: () =>
      ending('Invoke', ({ message, code, details }) => {
        const text = message.replace(/(?<=^exit code: )\d+$/, (exit) => String(Number(exit) & 0x7f));
        return new RpcFailure(text, code, details);
      }),
  },
  {
    name: 'exit-code-as-signal',
    does: 'An exit with 137 is told as a signal.',
    requirement: 'PROC-007',
    handlers: () => rewording('Invoke', /^exit code: 137$/, 'signal: killed'),
  },
  {
    name: 'exit-code-reworded',
    does: 'The end of a process that exits is told in other words.',
    requirement: 'PROC-007',
    handlers: () => rewording('Invoke', /^exit code: /, 'exit status '),
  },
  {
    name: 'exit-without-detail',
    does: 'The error of an exit has no typed details.',
    requirement: 'PROC-008',
    revision: '0.12',
    handlers: () => ending('Invoke', ({ message, code }) => new RpcFailure(message, code)),
  },
  {
    name: 'silent-exit-hangs',
    does: 'The stream of a process that exits without having written anything stays open.',
    requirement: 'PROC-009',
    silent: true,
    handlers: () =>
      onInvoke(async (_context, call, next, target) => {
        let wrote = false;
        const send: typeof call.send = (message) => {
          wrote ||= message.kind === 'file' && message.eof !== true;
          return call.send(message);
        };
        try {
          await next(through(call, { send }));
        } catch (error) {
          const end = await Promise.race([target.process?.ended, Promise.resolve(undefined)]);
          if (end?.kind === 'exited' && !wrote) await never();
          throw error;
        }
      }),
  },
  {
    name: 'exited-stays-listed',
    does: 'A process is listed for another 50 ms when it has exited.',
    requirement: 'PROC-010',
    handlers: () => {
      const leaving = new Map<string, { readonly ref: string; readonly processId: string; readonly until: number }>();
      return (context, call, next) => {
        if (call.method === 'Invoke') {
          return onInvoke((_context, invoke, serve, target) =>
            serve(invoke).catch(async (error: unknown) => {
              const end = await Promise.race([target.process?.ended, Promise.resolve(undefined)]);
              const { init } = target;
              if (end?.kind === 'exited' && end.codes[0] < leastKilled && init !== undefined) {
                const key = `${init.ref}/${init.processId}`;
                leaving.set(key, { ref: init.ref, processId: init.processId, until: context.clock.now + 50 });
              }
              throw error;
            }),
          )(context, call, next);
        }
        return on('ListProcesses', async (_context, list, serve) => {
          const request = await list.receive();
          const late = [...leaving.values()].filter(
            ({ ref, until }) => ref === request?.ref && until > context.clock.now,
          );
          const send: typeof list.send = ({ processes = [] }) => {
            const gone = late.filter(({ processId }) => processes.every((one) => one.processId !== processId));
            return list.send({ processes: [...processes, ...gone.map(({ processId }) => ({ processId }))] });
          };
          await serve(through(list, { receive: async () => request, send }));
        })(context, call, next);
      };
    },
  },
  {
    name: 'process-ids-used-once',
    does: 'An ID of a process that was used in a session is refused for a new one.',
    requirement: 'PROC-011',
    handlers: () => {
      const used = new Set<string>();
      return refusing('Invoke', (message, context) => {
        if (message.kind !== 'init' || message.processId === '') return undefined;
        const key = `${message.ref}/${message.processId}`;
        const known = context.sessions.get(message.ref)?.processes.get(message.processId) !== undefined;
        if (used.has(key) && !known) return new RpcFailure('process ID was used before');
        used.add(key);
        return undefined;
      });
    },
  },
  {
    name: 'error-exit-kills-neighbours',
    does: 'A process that exits with an error takes the others of its session along.',
    requirement: 'PROC-012',
    handlers: () =>
      onInvoke((context, call, next, target) =>
        next(call).catch((error: unknown) => {
          const failed = error instanceof RpcFailure && error.message.startsWith('exit code');
          if (failed) context.sessions.get(target.init?.ref ?? '')?.processes.crashAll();
          throw error;
        }),
      ),
  },
  {
    name: 'signal-kill-lost',
    does: 'The signal KILL does not reach the process.',
    requirement: 'PROC-014',
    silent: true,
    handlers: () =>
      receiving('Invoke', (message) => (message.kind === 'signal' && message.name === 'KILL' ? undefined : message)),
  },
  {
    name: 'processes-share-output',
    does: 'Output of a process comes on the newest stream of its session, too.',
    requirement: 'PROC-021',
    handlers: () => {
      const newest = new Map<string, (message: InvokeMessage) => Promise<boolean>>();
      return onInvoke((_context, call, next, target) => {
        const own = (message: InvokeMessage): Promise<boolean> => call.send(message);
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind === 'init') newest.set(message.ref, own);
          return message;
        };
        const send: typeof call.send = async (message) => {
          const other = newest.get(target.init?.ref ?? '');
          if (other !== undefined && other !== own && message.kind === 'file' && message.eof !== true) {
            await other(message as InvokeMessage);
          }
          return call.send(message);
        };
        return next(through(call, { receive, send }));
      });
    },
  },
  {
    name: 'process-ids-global',
    does: 'An ID of a process names the same process in every session.',
    requirement: 'PROC-022',
    handlers: () =>
      receiving('Invoke', (message, _nth, context) => {
        if (message.kind !== 'init') return message;
        const home = context.sessions.all.find(({ processes }) => processes.get(message.processId) !== undefined);
        return home === undefined ? message : { ...message, ref: home.ref };
      }),
  },
  {
    name: 'rollback-ignored',
    does: 'Rollback is ignored.',
    requirement: 'PROC-023',
    silent: true,
    handlers: () =>
      receiving('Invoke', (message) =>
        message.kind === 'init' && message.invokeConfig !== undefined
          ? { ...message, invokeConfig: { ...message.invokeConfig, rollback: false } }
          : message,
      ),
  },
  {
    name: 'rollback-ends-others-aborted',
    does: 'The streams of processes that a rollback kills end ABORTED.',
    requirement: 'PROC-023',
    handlers: () => {
      const rolledBack = new Set<string>();
      return onInvoke((_context, call, next, target) => {
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind === 'init' && message.invokeConfig?.rollback === true) rolledBack.add(message.ref);
          return message;
        };
        return next(through(call, { receive })).catch((error: unknown) => {
          const { init } = target;
          if (init !== undefined && init.invokeConfig?.rollback !== true && rolledBack.has(init.ref)) {
            throw new RpcFailure('rolled back', 'ABORTED');
          }
          throw error;
        });
      });
    },
  },
  {
    name: 'failed-step-without-container',
    does: 'No process runs in the state that a failed step has left.',
    requirement: 'PROC-024',
    revision: '0.12',
    handlers: () =>
      refusing('Invoke', (message, context) => {
        const state = message.kind === 'init' ? context.sessions.get(message.ref)?.result?.state : undefined;
        return state === 'failed' ? new RpcFailure('no result') : undefined;
      }),
  },
];
