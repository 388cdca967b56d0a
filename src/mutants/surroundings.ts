import type { Context } from '../fake-controller/context.js';
import { contextCanceled, RpcFailure } from '../playback/rpc-failure.js';
import type { Middleware } from '../fake-controller/handlers/middleware.js';
import type { InvokeConfig } from '../protocol/messages.js';
import type { ImageScript } from '../scenarios/model/build-script.js';
import type { Mutant } from './mutant.js';
import { ending } from './shape/ending.js';
import { onInvoke } from './shape/invoke-target.js';
import { makeOut } from './shape/make-out.js';
import { receiving } from './shape/receiving.js';

/** Starts processes with another configuration. */
function starting(change: (config: InvokeConfig) => Partial<InvokeConfig>): Middleware {
  return receiving('Invoke', (message) => {
    if (message.kind !== 'init' || message.invokeConfig === undefined) return message;
    const { invokeConfig } = message;
    return { ...message, invokeConfig: { ...invokeConfig, ...change(invokeConfig) } };
  });
}

/** Starts processes in another image. */
function startingIn(change: (image: ImageScript) => ImageScript): Middleware {
  return receiving('Invoke', (message, _nth, context) => {
    if (message.kind === 'init') changeImage(context, message.ref, change);
    return message;
  });
}

function changeImage(context: Context, ref: string, change: (image: ImageScript) => ImageScript): void {
  const session = context.sessions.get(ref);
  const result = session?.result;
  if (session !== undefined && result?.state === 'succeeded')
    makeOut(session, { result: { ...result, image: change(result.image) } });
}

/** Starts processes with the image's variables behind their own. */
function startingWithImageEnv(): Middleware {
  return receiving('Invoke', (message, _nth, context) => {
    const result = message.kind === 'init' ? context.sessions.get(message.ref)?.result : undefined;
    if (message.kind !== 'init' || message.invokeConfig === undefined || result?.state !== 'succeeded') return message;
    const { invokeConfig } = message;
    return { ...message, invokeConfig: { ...invokeConfig, env: [...invokeConfig.env, ...(result.image.env ?? [])] } };
  });
}

export const surroundingsMutants: readonly Mutant[] = [
  {
    name: 'process-last-word-of-cmd-lost',
    does: 'The last word of Cmd is lost where it has more than two.',
    requirement: 'PROC-031',
    handlers: () => starting(({ cmd }) => (cmd.length > 2 ? { cmd: cmd.slice(0, -1) } : {})),
  },
  {
    name: 'process-last-word-of-entrypoint-lost',
    does: 'The last word of Entrypoint is lost where it has more than four.',
    requirement: 'PROC-031',
    handlers: () =>
      starting(({ entrypoint }) => (entrypoint.length > 4 ? { entrypoint: entrypoint.slice(0, -1) } : {})),
  },
  {
    name: 'process-env-dropped',
    does: 'A process gets none of the variables of Env.',
    requirement: 'PROC-032',
    handlers: () => starting(() => ({ env: [] })),
  },
  {
    name: 'process-env-first-only',
    does: 'A process gets the first variable of Env, and no other.',
    requirement: 'PROC-032',
    handlers: () => starting(({ env }) => ({ env: env.slice(0, 1) })),
  },
  {
    name: 'process-env-cut',
    does: 'What a process gets of the value of a variable ends after 500 characters.',
    requirement: 'PROC-032',
    handlers: () => starting(({ env }) => ({ env: env.map((variable) => variable.slice(0, 500)) })),
  },
  {
    name: 'process-user-dropped',
    does: 'A process runs as root, whatever User says.',
    requirement: 'PROC-033',
    handlers: () => starting(() => ({ user: '' })),
  },
  {
    name: 'process-group-dropped',
    does: 'A process runs in the group root, whatever User says.',
    requirement: 'PROC-033',
    handlers: () => starting(({ user }) => ({ user: user.replace(/(?<=^\d+:)\d+$/, '0') })),
  },
  {
    name: 'process-cwd-dropped',
    does: 'A process runs in the root, whatever Cwd says.',
    requirement: 'PROC-034',
    handlers: () => starting(() => ({ cwd: '' })),
  },
  {
    name: 'process-cwd-cut',
    does: 'A process runs in the directory that the first part of Cwd names.',
    requirement: 'PROC-034',
    handlers: () => starting(({ cwd }) => ({ cwd: cwd.replace(/(?<=^\/[^/]+)\/.*/, '') })),
  },
  {
    name: 'process-always-on-terminal',
    does: 'A process without Tty that is told to write lines has a terminal.',
    requirement: 'PROC-035',
    handlers: () => starting(({ cmd }) => (cmd[0] === 'tells' ? { tty: true } : {})),
  },
  {
    name: 'process-tty-dropped',
    does: 'A process has no terminal, whatever Tty says.',
    requirement: 'PROC-035',
    handlers: () => starting(() => ({ tty: false })),
  },
  {
    name: 'process-no-user-ignored',
    does: 'A process runs as root, whatever NoUser says.',
    requirement: 'PROC-036',
    handlers: () => starting(() => ({ noUser: false })),
  },
  {
    name: 'process-no-cwd-ignored',
    does: 'A process runs in the root, whatever NoCwd says.',
    requirement: 'PROC-037',
    handlers: () => starting(() => ({ noCwd: false })),
  },
  {
    name: 'process-image-env-dropped',
    does: "A process gets none of the image's variables.",
    requirement: 'PROC-038',
    handlers: () => startingIn(({ env: _env, ...image }) => image),
  },
  {
    name: 'process-image-env-wins',
    does: "The image's variables are set over those of Env.",
    requirement: 'PROC-038',
    handlers: () => startingWithImageEnv(),
  },
  {
    name: 'process-no-cmd-ignored',
    does: "The image's command is left out, whatever NoCmd says.",
    requirement: 'PROC-039',
    revision: '0.12',
    handlers: () => starting(() => ({ noCmd: false })),
  },
  {
    name: 'start-failure-cancelled',
    does: 'A process that cannot be started in its directory ends its stream CANCELLED.',
    requirement: 'PROC-040',
    handlers: () =>
      onInvoke(async (_context, call, next, target) => {
        try {
          await next(call);
        } catch (error) {
          const relative = target.init?.invokeConfig?.cwd === 'testkit';
          throw relative ? contextCanceled() : error;
        }
      }),
  },
  {
    name: 'missing-command-exits-127',
    does: 'A command that is not there ends with 127, as in a shell.',
    requirement: 'PROC-041',
    handlers: () =>
      onInvoke(async (_context, call, next, target) => {
        try {
          await next(call);
        } catch (error) {
          const missing = target.init?.invokeConfig?.entrypoint?.[0] === '/testkit/nowhere';
          throw missing ? new RpcFailure('exit code: 127') : error;
        }
      }),
  },
  {
    name: 'unknown-user-unnamed',
    does: 'The end of a process of an unknown user does not name the user.',
    requirement: 'PROC-042',
    handlers: () =>
      ending(
        'Invoke',
        ({ message, code, details }) =>
          new RpcFailure(message.replace(/^unable to find user .*/, 'unable to find user'), code, details),
      ),
  },
  {
    name: 'unknown-user-runs-as-root',
    does: 'A process of a user that the image lacks runs as root.',
    requirement: 'PROC-044',
    handlers: () => starting(({ user }) => (/^(\d+(:\d+)?)?$/.test(user) ? {} : { user: '' })),
  },
  {
    name: 'unknown-user-told-as-output',
    does: 'That the image lacks the user of a process comes as its output, too.',
    requirement: 'PROC-044',
    handlers: () =>
      onInvoke(async (_context, call, next) => {
        try {
          await next(call);
        } catch (error) {
          if (error instanceof RpcFailure && error.message.startsWith('unable to find user'))
            await call.send({ kind: 'file', fd: 1, eof: false, data: Buffer.from(error.message) });
          throw error;
        }
      }),
  },
  {
    name: 'good-exit-kills-neighbours',
    does: 'A process that exits with 0 takes the others of its session along.',
    requirement: 'PROC-043',
    handlers: () =>
      onInvoke(async (context, call, next, target) => {
        try {
          await next(call);
        } catch (error) {
          const end = await Promise.race([target.process?.ended, Promise.resolve(undefined)]);
          if (end?.kind === 'exited' && end.codes[0] === 0)
            context.sessions.get(target.init?.ref ?? '')?.processes.crashAll();
          throw error;
        }
      }),
  },
];
