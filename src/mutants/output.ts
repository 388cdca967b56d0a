import type { InvokeMessage } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { onInvoke } from './shape/invoke-target.js';
import { on } from './shape/on.js';
import { output, outputBytes, type File } from './shape/output.js';
import { through } from './shape/through.js';

/** How long a gatherer of output waits for more. */
const gatherMs = 5;
const gatherBytes = 40_000;

export const outputMutants: readonly Mutant[] = [
  {
    name: 'output-off-by-one-at-4096',
    does: 'A message of exactly 4096 bytes of output loses its last byte.',
    requirement: 'PROC-001',
    silent: true,
    handlers: () => outputBytes((data) => (data.length === 4096 ? data.subarray(0, -1) : data)),
  },
  {
    name: 'output-doubles-at-32k',
    does: 'The ninth message of output, which begins at 32 KiB, comes twice.',
    requirement: 'PROC-001',
    handlers: () => output((file, nth) => (nth === 8 && !file.eof ? [file, file] : [file])),
  },
  {
    name: 'output-reordered',
    does: 'The second message of output comes after the third.',
    requirement: 'PROC-001',
    handlers: () =>
      on('Invoke', (context, call, next) => {
        let nth = 0;
        let held: Parameters<typeof call.send>[0] | undefined;
        const release = async (): Promise<boolean> => {
          const late = held;
          held = undefined;
          return late === undefined || call.send(late);
        };
        const send: typeof call.send = async (message) => {
          const data = message.kind === 'file' && message.eof !== true;
          if (data && nth++ === 1) {
            held = message;
            context.clock.after(gatherMs, 'reordered output', () => void release());
            return true;
          }
          await call.send(message);
          return release();
        };
        return next(through(call, { send }));
      }),
  },
  {
    name: 'stderr-on-stdout',
    does: 'Stderr of a process comes on its stdout.',
    requirement: 'PROC-001',
    silent: true,
    handlers: () => output((file) => [file.eof ? file : { ...file, fd: 1 }]),
  },
  {
    name: 'output-gathered',
    does: `Output is gathered into messages of ${gatherBytes} bytes.`,
    requirement: 'PROC-002',
    handlers: () =>
      on('Invoke', (context, call, next) => {
        let gathered: File[] = [];
        const flush = async (): Promise<boolean> => {
          const [first] = gathered;
          if (first === undefined) return true;
          const data = Buffer.concat(gathered.map((file) => file.data));
          gathered = [];
          return call.send({ ...first, data });
        };
        const send: typeof call.send = async (message) => {
          const file = message as InvokeMessage;
          if (file.kind !== 'file' || file.eof) return (await flush()) && call.send(message);
          gathered.push(file);
          if (gathered.length * 4096 > gatherBytes) return flush();
          if (gathered.length === 1) context.clock.after(gatherMs, 'gathered output', () => void flush());
          return true;
        };
        return next(through(call, { send }));
      }),
  },
  {
    name: 'exit-overtakes-output',
    does: 'Output on a terminal that is not yet sent when the process exits is lost.',
    requirement: 'PROC-004',
    handlers: () =>
      onInvoke((context, call, next, target) => {
        let unsent: Parameters<typeof call.send>[0] | undefined;
        const flush = async (): Promise<boolean> => {
          const late = unsent;
          unsent = undefined;
          return late === undefined || call.send(late);
        };
        const send: typeof call.send = async (message) => {
          if (message.kind === 'file' && message.eof === true) unsent = undefined;
          await flush();
          const terminal = target.init?.invokeConfig?.tty === true;
          if (!terminal || message.kind !== 'file' || message.eof === true) return call.send(message);
          unsent = message;
          context.clock.after(1, 'output on its way', () => void flush());
          return true;
        };
        return next(through(call, { send }));
      }),
  },
  {
    name: 'slow-reader-loses',
    does: 'Output is thrown away while the client does not read.',
    requirement: 'PROC-005',
    silent: true,
    handlers: () =>
      on('Invoke', (_context, call, next) => {
        let waiting = false;
        const send: typeof call.send = async (message) => {
          if (message.kind !== 'file' || message.eof === true) return call.send(message);
          if (waiting) return true;
          waiting = true;
          void call.send(message).then(() => {
            waiting = false;
          });
          // Waits, so that what is taken at once does not count as waiting.
          await Promise.resolve();
          await Promise.resolve();
          return true;
        };
        return next(through(call, { send }));
      }),
  },
];
