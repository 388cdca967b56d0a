import { RpcFailure } from '../playback/rpc-failure.js';
import { sleep } from '../time/sleep.js';
import type { InputMessage } from '../protocol/messages.js';
import { defaultFixtures } from '../conformance/fixtures/default-fixtures.js';
import type { Mutant } from './mutant.js';
import { excusing, recoding, rewording } from './shape/ending.js';
import { on } from './shape/on.js';
import { receiving, refusing } from './shape/receiving.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

type Data = Extract<InputMessage, { kind: 'data' }>;

const noBytes = new Uint8Array();
/** The Dockerfile that it builds where nothing else is said. */
const serverDockerfile = defaultFixtures.builds.stdinDockerfile ?? '';
/** How many bytes of a build's stdin a careless server takes. */
const stdinLimit = 65_536;

/** Hears other data, and all other messages as they are. */
function data(change: (message: Data, nth: number) => Data | undefined) {
  return receiving('Input', (message, nth) => (message.kind === 'data' ? change(message, nth) : message));
}

export const inputMutants: readonly Mutant[] = [
  {
    name: 'input-without-ref',
    does: 'Input without a ref ends OK.',
    requirement: 'INPUT-001',
    handlers: () => excusing('Input', /no (ref|session ID)/),
  },
  {
    name: 'input-without-init-recoded',
    does: 'Input that does not begin with Init ends INVALID_ARGUMENT.',
    requirement: 'INPUT-002',
    handlers: () => recoding('Input', 'INVALID_ARGUMENT', /wanted init/),
  },
  {
    name: 'input-without-init-reworded',
    does: 'Input that does not begin with Init does not say what was wanted.',
    requirement: 'INPUT-003',
    handlers: () => rewording('Input', '; wanted init', ''),
  },
  {
    name: 'input-empty-refused',
    does: 'Input that is half-closed before Init is refused.',
    requirement: 'INPUT-004',
    handlers: () =>
      on('Input', async (_context, call, next) => {
        const first = await call.receive();
        if (first === undefined && !call.cancelled) throw new RpcFailure('input: no Init');
        let taken = false;
        const receive = async (): Promise<InputMessage | undefined> => {
          if (taken) return call.receive();
          taken = true;
          return first;
        };
        await next(through(call, { receive }));
      }),
  },
  {
    name: 'input-answers',
    does: 'Input sends a response before it ends.',
    requirement: 'INPUT-005',
    handlers: () =>
      on('Input', async (_context, call, next) => {
        await next(call);
        await call.send({});
      }),
  },
  {
    name: 'input-loses-last-byte',
    does: 'The last byte of each message of Input is lost.',
    requirement: 'INPUT-005',
    handlers: () => data((message) => ({ ...message, data: message.data.subarray(0, -1) })),
  },
  {
    name: 'input-doubles',
    does: 'The data of a message of Input reaches the build twice.',
    requirement: 'INPUT-005',
    handlers: () => data((message) => ({ ...message, data: Buffer.concat([message.data, message.data]) })),
  },
  {
    name: 'input-swaps',
    does: 'The second message of data on Input reaches the build before the first.',
    requirement: 'INPUT-005',
    handlers: () =>
      on('Input', (_context, call, next) => {
        let nth = 0;
        const waiting: InputMessage[] = [];
        const receive = async (): Promise<InputMessage | undefined> => {
          const ready = waiting.shift();
          if (ready !== undefined) return ready;
          const message = await call.receive();
          if (message?.kind !== 'data' || nth++ > 0 || message.eof) return message;
          const second = await call.receive();
          waiting.push(message);
          if (second?.kind === 'data' && second.eof) {
            waiting[0] = { ...message, eof: true };
            return { ...second, eof: false };
          }
          return second ?? waiting.shift();
        };
        return next(through(call, { receive }));
      }),
  },
  {
    name: 'input-eof-takes-data-along',
    does: 'Data that comes in the same message as EOF is lost.',
    requirement: 'INPUT-005',
    handlers: () => data((message) => (message.eof ? { ...message, data: noBytes } : message)),
  },
  {
    name: 'input-empty-data-is-eof',
    does: 'A message of Input without data is taken for the end.',
    requirement: 'INPUT-006',
    handlers: () => data((message) => (message.data.length === 0 ? { ...message, eof: true } : message)),
  },
  {
    name: 'input-second-init-refused',
    does: 'A second Init, or a message without content, ends Input with an error.',
    requirement: 'INPUT-006',
    handlers: () =>
      receiving('Input', (message, nth) => {
        if (nth > 0 && message.kind !== 'data') throw new RpcFailure(`input: unexpected ${message.kind}`);
        return message;
      }),
  },
  {
    name: 'input-stops-after-64k',
    does: 'Of the stdin of a build everything after the first 64 KiB is lost.',
    requirement: 'INPUT-007',
    handlers: () =>
      on('Input', (_context, call, next) => {
        let seen = 0;
        const receive = async (): Promise<InputMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind !== 'data') return message;
          seen += message.data.length;
          return seen > stdinLimit ? { ...message, data: noBytes } : message;
        };
        return next(through(call, { receive }));
      }),
  },
  {
    name: 'input-message-limit-32k',
    does: 'A message of Input with 32 KiB of data or more is refused.',
    requirement: 'INPUT-007',
    handlers: () =>
      data((message) => {
        if (message.data.length >= 32_768) throw new RpcFailure('input: message too large');
        return message;
      }),
  },
  {
    name: 'input-during-build-refused',
    does: 'Input that comes while the build already runs is refused.',
    requirement: 'INPUT-008',
    silent: true,
    handlers: () =>
      refusing('Input', (message, context) =>
        message.kind === 'init' && context.sessions.get(message.ref)?.building === true
          ? new RpcFailure('input: too late')
          : undefined,
      ),
  },
  {
    name: 'input-of-unknown-refused',
    does: 'Input of a ref that nobody has built ends NOT_FOUND.',
    requirement: 'INPUT-009',
    handlers: () =>
      refusing('Input', (message, context) =>
        message.kind !== 'init' || message.ref === '' || context.sessions.get(message.ref) !== undefined
          ? undefined
          : new RpcFailure(`unknown ref ${message.ref}`, 'NOT_FOUND'),
      ),
  },
  {
    name: 'input-first-data-is-all',
    does: 'A build takes the first message of its Input for all of its stdin.',
    requirement: 'INPUT-010',
    handlers: () => data((message) => (message.data.length > 0 ? { ...message, eof: true } : message)),
  },
  {
    name: 'input-after-eof-fails',
    does: 'What is sent on Input after EOF ends it with an error.',
    requirement: 'INPUT-012',
    handlers: () =>
      on('Input', async (context, call, next) => {
        let over = false;
        const receive = async (): Promise<InputMessage | undefined> => {
          const message = await call.receive();
          over ||= message?.kind === 'data' && message.eof;
          return message;
        };
        await next(through(call, { receive }));
        if (!over) return;
        const after = await Promise.race([call.receive(), sleep(context.clock, 5, 'more may come', call)]);
        if (typeof after === 'object') throw new RpcFailure('input: data after EOF');
      }),
  },
  {
    name: 'input-after-build-ok',
    does: 'Data for a build that is over is thrown away, and Input ends OK.',
    requirement: 'INPUT-013',
    handlers: () => excusing('Input', /no build of/),
  },
  {
    name: 'input-after-build-unknown',
    does: 'Input for a build that is over ends UNKNOWN.',
    requirement: 'INPUT-014',
    handlers: () => recoding('Input', 'UNKNOWN', /no build of/),
  },
  {
    name: 'cancelled-input-poisons',
    does: 'An Input that was cancelled while it waited ends the stdin of the next build of that ref.',
    requirement: 'INPUT-015',
    handlers: () => {
      const poisoned = new Set<string>();
      return together(
        on('Input', (context, call, next) => {
          let ref = '';
          call.onCancel(() => {
            if (ref !== '' && context.sessions.get(ref) === undefined) poisoned.add(ref);
          });
          const receive = async (): Promise<InputMessage | undefined> => {
            const message = await call.receive();
            if (message?.kind === 'init') ref = message.ref;
            return message?.kind === 'data' && poisoned.delete(ref)
              ? { ...message, data: noBytes, eof: true }
              : message;
          };
          return next(through(call, { receive }));
        }),
      );
    },
  },
  {
    name: 'empty-stdin-builds',
    does: 'An Input that ends without data stands for a Dockerfile of the server.',
    requirement: 'INPUT-017',
    handlers: () =>
      on('Input', (_context, call, next) => {
        let empty = false;
        const receive = async (): Promise<InputMessage | undefined> => {
          const message = await call.receive();
          if (message?.kind === 'init') empty = true;
          if (message?.kind === 'data' && message.data.length > 0) empty = false;
          const over = message === undefined ? !call.cancelled : message.kind === 'data' && message.eof;
          if (!empty || !over) return message;
          empty = false;
          return { kind: 'data', eof: message !== undefined, data: Buffer.from(serverDockerfile) };
        };
        return next(through(call, { receive }));
      }),
  },
];
