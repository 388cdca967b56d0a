import { RpcFailure } from '../playback/rpc-failure.js';
import { never } from '../serving/never.js';
import type { InvokeMessage } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { excusing, rewording } from './shape/ending.js';
import { on } from './shape/on.js';
import { stdin } from './shape/output.js';
import { receiving } from './shape/receiving.js';
import { through } from './shape/through.js';

/** How many bytes a careless server takes of one message of stdin. */
const pipeBytes = 4096;

export const stdinMutants: readonly Mutant[] = [
  {
    name: 'stdin-cut-at-4096',
    does: 'Of a message of more than 4096 bytes for stdin the rest is lost.',
    requirement: 'INVOKE-010',
    silent: true,
    handlers: () => stdin((file) => ({ ...file, data: file.data.subarray(0, pipeBytes) })),
  },
  {
    name: 'stdin-off-by-one-at-4096',
    does: 'A message of exactly 4096 bytes for stdin loses its last byte.',
    requirement: 'INVOKE-010',
    silent: true,
    handlers: () =>
      stdin((file) => (file.data.length === pipeBytes ? { ...file, data: file.data.subarray(0, -1) } : file)),
  },
  {
    name: 'stdin-off-by-one-at-32k',
    does: 'A message of more than 32 KiB for stdin has its byte 32768 doubled.',
    requirement: 'INVOKE-010',
    handlers: () =>
      stdin((file) =>
        file.data.length > 32_768
          ? { ...file, data: Buffer.concat([file.data.subarray(0, 32_768), file.data.subarray(32_767)]) }
          : file,
      ),
  },
  {
    name: 'stdin-is-text',
    does: 'Stdin is taken for text in UTF-8: other bytes become replacement characters.',
    requirement: 'INVOKE-010',
    handlers: () => stdin((file) => ({ ...file, data: Buffer.from(Buffer.from(file.data).toString('utf8')) })),
  },
  {
    name: 'stdin-message-lost',
    does: 'The fourth message for stdin is lost.',
    requirement: 'INVOKE-010',
    silent: true,
    handlers: () => stdin((file, nth) => (nth === 4 && !file.eof ? undefined : file)),
  },
  {
    name: 'stdin-wrong-fd-taken',
    does: 'Data for any file descriptor goes to stdin.',
    requirement: 'INVOKE-011',
    silent: true,
    handlers: () => stdin((file) => ({ ...file, fd: 0 })),
  },
  {
    name: 'stdin-wrong-fd-signed',
    does: 'A file descriptor of 2^31 or more is shown as a negative number.',
    requirement: 'INVOKE-011',
    handlers: () =>
      on('Invoke', (_context, call, next) =>
        next(call).catch((error: unknown) => {
          if (!(error instanceof RpcFailure)) throw error;
          throw new RpcFailure(
            error.message.replace(/(?<=unexpected fd: )\d+/, (fd) => String(Number(fd) | 0)),
            error.code,
          );
        }),
      ),
  },
  {
    name: 'stdin-closed-twice-fails',
    does: 'Closing stdin a second time ends the stream with an error.',
    requirement: 'INVOKE-012',
    handlers: () =>
      on('Invoke', (_context, call, next) => {
        let closed = false;
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind !== 'file' || !message.eof) return message;
          if (closed) throw new RpcFailure('close of closed pipe');
          closed = true;
          return message;
        };
        return next(through(call, { receive }));
      }),
  },
  {
    name: 'stdin-eof-ends-stream',
    does: 'Closing stdin ends the stream OK.',
    requirement: 'INVOKE-012',
    handlers: () =>
      on('Invoke', async (_context, call, next) => {
        let closed: () => void = () => {};
        const eof = new Promise<void>((resolve) => {
          closed = resolve;
        });
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind === 'file' && message.eof) closed();
          return message;
        };
        await Promise.race([next(through(call, { receive })), eof]);
      }),
  },
  {
    name: 'stdin-after-eof-ok',
    does: 'Data after stdin was closed ends the stream OK.',
    requirement: 'INVOKE-013',
    handlers: () => excusing('Invoke', /closed pipe/),
  },
  {
    name: 'stdin-after-eof-reworded',
    does: 'Data after stdin was closed ends the stream with another text.',
    requirement: 'INVOKE-014',
    handlers: () => rewording('Invoke', 'io: read/write on closed pipe', 'write |1: broken pipe'),
  },
  {
    name: 'resize-unimplemented',
    does: 'A Resize ends the stream UNIMPLEMENTED.',
    requirement: 'INVOKE-015',
    handlers: () =>
      receiving('Invoke', (message, nth) => {
        if (nth > 0 && message.kind === 'resize') throw new RpcFailure('no terminal', 'UNIMPLEMENTED');
        return message;
      }),
  },
  {
    name: 'half-close-detaches',
    does: 'A client that half-closes Invoke gets no more output.',
    requirement: 'INVOKE-016',
    silent: true,
    handlers: () =>
      on('Invoke', (_context, call, next) => {
        let halfClosed = false;
        const receive = async (): Promise<InvokeMessage | undefined> => {
          const message = await call.receive();
          halfClosed ||= message === undefined;
          return message;
        };
        const send: typeof call.send = (message) => (halfClosed ? never() : call.send(message));
        return next(through(call, { receive, send }));
      }),
  },
  {
    name: 'stdin-eof-takes-data-along',
    does: 'Data for stdin that comes in the same message as EOF is lost.',
    requirement: 'INVOKE-028',
    handlers: () => stdin((file) => (file.eof ? { ...file, data: new Uint8Array() } : file)),
  },
  {
    name: 'stdin-empty-is-eof',
    does: 'A message for stdin without data is taken for the end.',
    requirement: 'INVOKE-029',
    handlers: () => stdin((file) => ({ ...file, eof: file.eof || file.data.length === 0 })),
  },
];
