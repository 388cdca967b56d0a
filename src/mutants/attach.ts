import type { Context } from '../fake-controller/context.js';
import { RpcFailure } from '../playback/rpc-failure.js';
import type { InvokeMessage } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { CancellationSource } from '../time/cancellation.js';
import { sleep } from '../time/sleep.js';
import { onBuild } from './shape/on-build.js';
import { onInvoke } from './shape/invoke-target.js';
import { on } from './shape/on.js';
import { output } from './shape/output.js';
import { receiving } from './shape/receiving.js';
import { sending } from './shape/sending.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

type InvokeInit = Extract<InvokeMessage, { kind: 'init' }>;

function processOf(context: Context, { ref, processId }: InvokeInit) {
  return context.sessions.get(ref)?.processes.get(processId);
}

/** How long the first client of a process is kept, for what the second gets. */
const leakMs = 20;

/** How many bytes the longest message of output has that the real server's forwarder makes. */
const fullChunk = 4096;

export const attachMutants: readonly Mutant[] = [
  {
    name: 'cancel-kills-process',
    does: 'A process is killed when its client cancels Invoke.',
    requirement: 'INVOKE-017',
    handlers: () =>
      onInvoke((context, call, next, target) => {
        call.onCancel(() => {
          const { init, process } = target;
          if (process !== undefined) context.sessions.get(init?.ref ?? '')?.processes.kill(process);
        });
        return next(call);
      }),
  },
  {
    name: 'cancel-unnoticed',
    does: 'An Invoke that its client has cancelled stays attached, and refuses the next.',
    requirement: 'INVOKE-017',
    handlers: () => {
      const attached = new Set<string>();
      return on('Invoke', (context, call, next) => {
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind === 'init') {
            const key = `${message.ref}/${message.processId}`;
            if (attached.has(key) && processOf(context, message) !== undefined)
              throw new RpcFailure('already attached');
            attached.add(key);
          }
          return message;
        };
        return next(through(call, { receive }));
      });
    },
  },
  {
    name: 'takeover-refused',
    does: 'A second Invoke of an attached process is refused.',
    requirement: 'INVOKE-018',
    silent: true,
    handlers: () => {
      const attached = new Map<string, number>();
      return on('Invoke', async (context, call, next) => {
        let key: string | undefined;
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind !== 'init' || key !== undefined) return message;
          const wanted = `${message.ref}/${message.processId}`;
          if ((attached.get(wanted) ?? 0) > 0 && processOf(context, message) !== undefined) {
            throw new RpcFailure('already attached', 'ALREADY_EXISTS');
          }
          key = wanted;
          attached.set(key, (attached.get(key) ?? 0) + 1);
          call.onCancel(() => attached.set(wanted, 0));
          return message;
        };
        await next(through(call, { receive })).finally(() => {
          if (key !== undefined) attached.set(key, 0);
        });
      });
    },
  },
  {
    name: 'takeover-ends-first-aborted',
    does: 'The stream from which a process was taken over ends ABORTED.',
    requirement: 'INVOKE-018',
    handlers: () =>
      onInvoke((context, call, next, target) =>
        next(call).catch((error: unknown) => {
          const { init, process } = target;
          const taken = process !== undefined && init !== undefined && processOf(context, init) === process;
          if (taken && error instanceof RpcFailure && error.code === 'CANCELLED') {
            throw new RpcFailure('taken over', 'ABORTED');
          }
          throw error;
        }),
      ),
  },
  {
    name: 'takeover-leaks-to-first',
    does: 'What the second client of a process gets first comes to the first client, too.',
    requirement: 'INVOKE-019',
    handlers: () => {
      const newest = new Map<string, (message: InvokeMessage) => Promise<unknown>>();
      return onInvoke(async (context, call, next, target) => {
        let copied: (() => void) | undefined;
        const copy = async (message: InvokeMessage): Promise<void> => {
          await call.send(message);
          copied?.();
        };
        let previous: ((message: InvokeMessage) => Promise<unknown>) | undefined;
        const key = (): string => `${target.init?.ref}/${target.init?.processId}`;
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind === 'init' && previous === undefined) {
            previous = newest.get(key());
            newest.set(key(), copy);
          }
          return message;
        };
        const send: typeof call.send = async (message) => {
          if (message.kind === 'file' && message.eof !== true) {
            await previous?.(message as InvokeMessage);
            previous = undefined;
          }
          return call.send(message);
        };
        try {
          await next(through(call, { receive, send }));
        } catch (error) {
          // The stream that is taken over ends when the other has had its first output.
          const { init, process } = target;
          const taken = init !== undefined && process !== undefined && processOf(context, init) === process;
          if (taken && newest.get(key()) !== copy && !call.cancelled) {
            const leak = new Promise<void>((resolve) => {
              copied = resolve;
            });
            const enough = new CancellationSource();
            call.onCancel(() => enough.cancel());
            await Promise.race([leak, sleep(context.clock, leakMs, 'the other writes', enough)]);
            enough.cancel();
          }
          throw error;
        }
      });
    },
  },
  {
    name: 'attach-starts-anew',
    does: 'An Invoke of a running process with a configuration starts it anew with that.',
    requirement: 'INVOKE-020',
    handlers: () =>
      receiving('Invoke', (message, nth, context) => {
        if (nth > 0 || message.kind !== 'init' || message.invokeConfig === undefined) return message;
        const process = processOf(context, message);
        if (process !== undefined) context.sessions.get(message.ref)?.processes.kill(process);
        return message;
      }),
  },
  {
    name: 'fd2-eof-lost',
    does: 'EOF for stderr is not sent when the other side ends the stream.',
    requirement: 'INVOKE-022',
    handlers: () => output((file) => (file.eof && file.fd === 2 ? [] : [file])),
  },
  {
    name: 'fd1-eof-doubled-at-kill',
    does: 'EOF for stdout is sent twice.',
    requirement: 'INVOKE-022',
    handlers: () => output((file) => (file.eof && file.fd === 1 ? [file, file] : [file])),
  },
  {
    name: 'eofs-lost-at-disconnect',
    does: 'Streams of a session that was disconnected end without EOF.',
    requirement: 'INVOKE-022',
    handlers: () =>
      onInvoke((context, call, next, target) => {
        const send: typeof call.send = async (message) => {
          const gone = target.init !== undefined && context.sessions.get(target.init.ref) === undefined;
          return (gone && message.kind === 'file' && message.eof === true) || call.send(message);
        };
        return next(through(call, { send }));
      }),
  },
  {
    name: 'eof-lost-after-output',
    does: 'EOF for stdout is not sent when something was written there.',
    requirement: 'INVOKE-023',
    handlers: () =>
      on('Invoke', (_context, call, next) => {
        let wrote = false;
        const send: typeof call.send = async (message) => {
          if (message.kind !== 'file' || message.fd !== 1) return call.send(message);
          if (message.eof !== true) wrote = true;
          return (message.eof === true && wrote) || call.send(message);
        };
        return next(through(call, { send }));
      }),
  },
  {
    name: 'output-after-eof',
    does: 'After EOF for stdout comes an empty message for stdout.',
    requirement: 'INVOKE-023',
    handlers: () =>
      output((file) => (file.eof && file.fd === 1 ? [file, { kind: 'file', fd: 1, eof: false }] : [file])),
  },
  {
    name: 'eof-of-fd-0',
    does: 'EOF comes for stdin in place of stdout.',
    requirement: 'INVOKE-023',
    handlers: () => output((file) => [file.eof && file.fd === 1 ? { ...file, fd: 0 } : file]),
  },
  {
    name: 'eof-with-newline',
    does: 'EOF for stdout carries a newline.',
    requirement: 'INVOKE-024',
    handlers: () => output((file) => [file.eof && file.fd === 1 ? { ...file, data: Uint8Array.of(10) } : file]),
  },
  {
    name: 'output-empty-after-full-chunk',
    does: 'After a message of 4096 bytes of output comes an empty one.',
    requirement: 'INVOKE-024',
    handlers: () => output((file) => (file.data.length === fullChunk ? [file, { kind: 'file', fd: file.fd }] : [file])),
  },
  {
    name: 'invoke-greets',
    does: 'The first output on Invoke is preceded by an Init message.',
    requirement: 'INVOKE-025',
    handlers: () => sending('Invoke', (message, nth) => (nth === 0 ? [{ kind: 'init' }, message] : [message])),
  },
  {
    name: 'eof-of-fd-3',
    does: 'EOF comes for a third file descriptor, too.',
    requirement: 'INVOKE-025',
    handlers: () => output((file) => (file.eof && file.fd === 2 ? [file, { ...file, fd: 3 }] : [file])),
  },
  {
    name: 'no-result-unknown',
    does: 'A new process in a session whose first build runs is refused with UNKNOWN.',
    requirement: 'INVOKE-026',
    handlers: () => {
      const built = new Set<string>();
      return together(
        onBuild(async (_context, { ref }, build) => {
          await build().finally(() => built.add(ref));
        }),
        onInvoke((_context, call, next, target) =>
          next(call).catch((error: unknown) => {
            if (!(error instanceof RpcFailure) || built.has(target.init?.ref ?? '')) throw error;
            throw new RpcFailure(error.message, error.code === 'FAILED_PRECONDITION' ? 'UNKNOWN' : error.code);
          }),
        ),
      );
    },
  },
];
