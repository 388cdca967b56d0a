import { RpcFailure } from '../playback/rpc-failure.js';
import { statusCodes } from '../protocol/status-code.js';
import { sleep } from '../time/sleep.js';
import type { Mutant } from './mutant.js';
import { concluding, hearing } from './shape/filter.js';
import { rewording } from './shape/ending.js';
import { failureOf } from './shape/failure-of.js';
import { on, type Stand } from './shape/on.js';

const limit = 4_194_304;

/** The largest number of a field: it has 29 bits. */
const largestField = 0x1fff_ffff;

/** The number of the first field of a message. It and its wire type fit into the 53 bits of a number. */
function firstField(bytes: Uint8Array): number {
  let tag = 0;
  for (const [index, byte] of bytes.entries()) {
    tag += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) break;
  }
  return Math.floor(tag / 8);
}

export const transportMutants: readonly Mutant[] = [
  {
    name: 'unknown-method-internal',
    does: 'A method that no revision knows ends INTERNAL.',
    requirement: 'XPORT-001',
    bytes: concluding((outcome) =>
      /^unknown method (?!Inspect )/.test(outcome.message) ? { ...outcome, code: statusCodes.INTERNAL } : outcome,
    ),
  },
  {
    name: 'unknown-method-unnamed',
    does: 'The error of an unknown method does not name it.',
    requirement: 'XPORT-002',
    bytes: concluding((outcome) =>
      outcome.message.startsWith('unknown method') ? { ...outcome, message: 'unknown method' } : outcome,
    ),
  },
  {
    name: 'inspect-too-early',
    does: 'Inspect is there before 0.11.',
    requirement: 'XPORT-003',
    bytes: concluding((outcome) =>
      outcome.message.includes('method Inspect for') ? { code: statusCodes.OK, message: '' } : outcome,
    ),
  },
  {
    name: 'undecodable-invalid-argument',
    does: 'A request that is no protobuf message ends INVALID_ARGUMENT.',
    requirement: 'XPORT-004',
    bytes: concluding((outcome) =>
      /unmarshal/.test(outcome.message) ? { ...outcome, code: statusCodes.INVALID_ARGUMENT } : outcome,
    ),
  },
  {
    name: 'undecodable-cut',
    does: 'In a unary request a field that promises more bytes than follow ends where the request ends.',
    requirement: 'XPORT-004',
    bytes: hearing((bytes, { path }) =>
      !/(Status|Input|Invoke)$/.test(path) &&
      bytes[0] === 0x0a &&
      (bytes[1] ?? 0) === bytes.length - 1 &&
      (bytes[1] ?? 0) < 0x80
        ? Uint8Array.of(0x0a, bytes.length - 2, ...bytes.subarray(2).map((byte) => byte & 0x7f))
        : bytes,
    ),
  },
  {
    name: 'unknown-fields-refused',
    does: 'A request that begins with a field of an unknown number is refused.',
    requirement: 'XPORT-005',
    bytes: hearing((bytes) => {
      const field = bytes.length > 0 ? firstField(bytes) : 0;
      if (field >= 1000 && field <= largestField) throw new RpcFailure('unknown field', 'INVALID_ARGUMENT');
      return bytes;
    }),
  },
  {
    name: 'limit-off-by-one-low',
    does: 'A request of exactly 4 MiB is refused.',
    requirement: 'XPORT-006',
    bytes: hearing((bytes) => {
      if (bytes.length === limit) throw new RpcFailure('grpc: received message larger than max', 'RESOURCE_EXHAUSTED');
      return bytes;
    }),
  },
  {
    name: 'limit-of-4-megabytes',
    does: 'The limit of a request is 4,000,000 bytes.',
    requirement: 'XPORT-006',
    bytes: hearing((bytes) => {
      if (bytes.length > 4_000_000)
        throw new RpcFailure('grpc: received message larger than max', 'RESOURCE_EXHAUSTED');
      return bytes;
    }),
  },
  {
    name: 'limit-off-by-one-high',
    does: 'A request of 4 MiB and one byte is accepted.',
    requirement: 'XPORT-007',
    bytes: hearing((bytes) => (bytes.length === limit + 1 ? new Uint8Array() : bytes)),
  },
  {
    name: 'limit-missing',
    does: 'A request of any size is accepted.',
    requirement: 'XPORT-007',
    bytes: hearing((bytes) => (bytes.length > limit ? new Uint8Array() : bytes)),
  },
  {
    name: 'limit-error-without-size',
    does: 'The error of a request that is too large does not tell its size.',
    requirement: 'XPORT-008',
    handlers: () => rewording('List', /\(\d+ vs. /, '('),
  },
  {
    name: 'limit-error-off-by-five',
    does: 'The error of a request that is too large tells its size with the five bytes in front of it.',
    requirement: 'XPORT-008',
    handlers: () =>
      on('List', (_context, call, next) =>
        next(call).catch((error: unknown) => {
          if (!(error instanceof RpcFailure)) throw error;
          const text = error.message.replace(/\d+(?= vs\.)/, (size) => String(Number(size) + 5));
          throw new RpcFailure(text, error.code);
        }),
      ),
  },
  {
    name: 'limit-ends-session',
    does: 'A message on Invoke that is too large kills all processes.',
    requirement: 'XPORT-009',
    handlers: () =>
      on('Invoke', (context, call, next) =>
        next(call).catch((error: unknown) => {
          if (error instanceof RpcFailure && error.code === 'RESOURCE_EXHAUSTED') {
            for (const { processes } of context.sessions.all) processes.killAll();
          }
          throw error;
        }),
      ),
  },
  {
    name: 'limit-on-stream-internal',
    does: 'A message on Invoke that is too large ends it INTERNAL.',
    requirement: 'XPORT-009',
    handlers: () =>
      on('Invoke', (_context, call, next) =>
        next(call).catch((error: unknown) => {
          const tooLarge = error instanceof RpcFailure && error.code === 'RESOURCE_EXHAUSTED';
          throw tooLarge ? new RpcFailure(error.message, 'INTERNAL') : error;
        }),
      ),
  },
  {
    name: 'answers-mixed-up',
    does: 'Of two Disconnects at once each gets the answer of the other.',
    requirement: 'XPORT-010',
    handlers: () => {
      let waiting: ((end: Error | undefined) => void) | undefined;
      const swap: Stand<'Disconnect'> = async (context, call, next) => {
        const own = await failureOf(next(call));
        const partner = waiting;
        waiting = undefined;
        partner?.(own);
        if (partner !== undefined) return;
        const others = new Promise<Error | undefined>((resolve) => {
          waiting = resolve;
        });
        const alone = sleep(context.clock, 1, 'answers are mixed up', call).then(() => {
          waiting = undefined;
          return own;
        });
        const end = await Promise.race([others, alone]);
        if (end !== undefined) throw end;
      };
      return on('Disconnect', swap);
    },
  },
  {
    name: 'calls-limited-while-building',
    does: 'While a build runs, Info is refused RESOURCE_EXHAUSTED.',
    requirement: 'XPORT-011',
    handlers: () =>
      on('Info', async (context, call, next) => {
        if (context.sessions.all.some(({ building }) => building)) throw new RpcFailure('busy', 'RESOURCE_EXHAUSTED');
        await next(call);
      }),
  },
];
