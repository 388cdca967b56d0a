import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Mutant } from '../mutant.js';
import { recoding } from '../shape/ending.js';
import { onInvoke } from '../shape/invoke-target.js';
import { output } from '../shape/output.js';
import { on } from '../shape/on.js';
import { through } from '../shape/through.js';

/** The number of a late message of output: most processes write fewer. */
const lateMessage = 230;

/** Streams of processes that deviate in one case alone: only the requirement about that case notices. */
export const narrowProcessMutants: readonly Mutant[] = [
  {
    name: 'invoke-second-init-recoded',
    does: 'A message that does not belong on a running stream ends it INVALID_ARGUMENT.',
    requirement: 'INVOKE-008',
    handlers: () => recoding('Invoke', 'INVALID_ARGUMENT', /^unexpected message: [^;]*$/),
  },
  {
    name: 'stdin-after-eof-recoded',
    does: 'Data after stdin was closed ends the stream FAILED_PRECONDITION.',
    requirement: 'INVOKE-013',
    handlers: () => recoding('Invoke', 'FAILED_PRECONDITION', /closed pipe/),
  },
  {
    name: 'failed-session-refusal-unknown',
    does: 'A new process in a session whose build failed is refused with UNKNOWN, and no word of a container.',
    requirement: 'INVOKE-027',
    until: '2023-04',
    handlers: () =>
      onInvoke((context, call, next, { init }) =>
        next(call).catch((error: unknown) => {
          if (!(error instanceof RpcFailure) || error.code !== 'FAILED_PRECONDITION') throw error;
          const building = context.sessions.all.some((session) => session.building);
          throw building ? error : new RpcFailure(`invoke: no result ${init?.ref ?? ''}`);
        }),
      ),
  },
  {
    name: 'fd2-eof-lost-at-error-exit',
    does: 'EOF for stderr is not sent when the process exits with an error.',
    requirement: 'INVOKE-023',
    handlers: () =>
      on('Invoke', async (_context, call, next) => {
        let held: Parameters<typeof call.send>[0] | undefined;
        const send: typeof call.send = async (message) => {
          if (message.kind !== 'file' || message.fd !== 2 || message.eof !== true) return call.send(message);
          held = message;
          return true;
        };
        try {
          await next(through(call, { send }));
        } catch (error) {
          const failed = error instanceof RpcFailure && error.message.startsWith('exit code: ');
          if (held !== undefined && !failed) await call.send(held);
          throw error;
        }
      }),
  },
  {
    name: 'output-lost-after-900k',
    does: `Message ${lateMessage} of output is lost.`,
    requirement: 'PROC-005',
    silent: true,
    handlers: () => output((file, nth) => (nth === lateMessage && !file.eof ? [] : [file])),
  },
];
