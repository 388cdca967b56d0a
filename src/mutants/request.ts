import { isUtf8 } from 'node:buffer';
import { statusCodes } from '../protocol/status-code.js';
import { encodeStatusDetails, errorDetail } from '../protocol/status-details.js';
import { RpcFailure } from '../playback/rpc-failure.js';
import type { Mutant } from './mutant.js';
import { concluding, hearing } from './shape/filter.js';
import { on } from './shape/on.js';
import { through } from './shape/through.js';

export const requestMutants: readonly Mutant[] = [
  {
    name: 'unknown-service-not-found',
    does: 'A call of an unknown service ends NOT_FOUND.',
    requirement: 'XPORT-015',
    bytes: concluding((outcome) =>
      outcome.message.startsWith('unknown service') ? { ...outcome, code: statusCodes.NOT_FOUND } : outcome,
    ),
  },
  {
    name: 'malformed-path-internal',
    does: 'A call of a path without a method ends INTERNAL.',
    requirement: 'XPORT-015',
    bytes: concluding((outcome) =>
      outcome.message.startsWith('malformed method') ? { ...outcome, code: statusCodes.INTERNAL } : outcome,
    ),
  },
  {
    name: 'unknown-service-unnamed',
    does: 'The error of an unknown service does not name it.',
    requirement: 'XPORT-016',
    bytes: concluding((outcome) => ({
      ...outcome,
      message: outcome.message.replace(/^unknown service .*/, 'unknown service'),
    })),
  },
  {
    name: 'invalid-utf8-replaced',
    does: 'Bytes of a string that are no UTF-8 become replacement characters.',
    requirement: 'XPORT-017',
    bytes: hearing((bytes) => {
      const text = Buffer.from(bytes.subarray(2));
      const valid = Buffer.from(text.toString('utf8'));
      const isRef = bytes[0] === 0x0a && bytes[1] === text.length && valid.length < 0x80;
      return isRef && !valid.equals(text) ? Uint8Array.of(0x0a, valid.length, ...valid) : bytes;
    }),
  },
  {
    name: 'invalid-utf8-invalid-argument',
    does: 'A string that is no UTF-8 ends INVALID_ARGUMENT.',
    requirement: 'XPORT-017',
    bytes: concluding((outcome) =>
      outcome.message.includes('invalid UTF-8') ? { ...outcome, code: statusCodes.INVALID_ARGUMENT } : outcome,
    ),
  },
  {
    name: 'wrong-wire-type-ignored',
    does: 'A request whose first field is a number, where it is a string, is as good as empty, as it was until 0.17.',
    requirement: 'XPORT-023',
    revision: '0.18',
    bytes: hearing((bytes) => (bytes[0] === 0x08 ? bytes.subarray(2) : bytes)),
  },
  {
    name: 'invalid-utf8-refused',
    does: 'A string that is no UTF-8 ends INTERNAL, as it did until 0.17.',
    requirement: 'XPORT-024',
    revision: '0.18',
    bytes: hearing((bytes) => {
      if (bytes[0] === 0x0a && bytes[1] === bytes.length - 2 && !isUtf8(bytes.subarray(2)))
        throw new RpcFailure('string field contains invalid UTF-8', 'INTERNAL');
      return bytes;
    }),
  },
  {
    name: 'wrong-wire-type-refused',
    does: 'A request whose first field is a number, where it is a string, ends INTERNAL.',
    requirement: 'XPORT-018',
    bytes: hearing((bytes) => {
      if (bytes[0] === 0x08) throw new RpcFailure('wrong wire type', 'INTERNAL');
      return bytes;
    }),
  },
  {
    name: 'no-message-internal',
    does: 'A call that is half-closed without a message ends INTERNAL.',
    requirement: 'XPORT-019',
    bytes: concluding((outcome) => (outcome.message === 'EOF' ? { ...outcome, code: statusCodes.INTERNAL } : outcome)),
  },
  {
    name: 'last-request-counts',
    does: 'Of several messages on ListProcesses the last is used.',
    requirement: 'XPORT-020',
    handlers: () =>
      on('ListProcesses', async (_context, call, next) => {
        let last = await call.receive();
        for (let more = last; more !== undefined; more = await call.receive()) last = more;
        await next(through(call, { receive: async () => last }));
      }),
  },
  {
    name: 'list-waits-for-half-close',
    does: 'List is answered when its client has half-closed, and not before.',
    requirement: 'XPORT-021',
    silent: true,
    handlers: () =>
      on('List', async (_context, call, next) => {
        const request = await call.receive();
        while ((await call.receive()) !== undefined);
        await next(through(call, { receive: async () => request }));
      }),
  },
  {
    name: 'status-waits-for-half-close',
    does: 'Status without a ref is refused when its client has half-closed, and not before.',
    requirement: 'XPORT-021',
    silent: true,
    handlers: () =>
      on('Status', async (_context, call, next) => {
        const request = await call.receive();
        if (request?.ref === '') while ((await call.receive()) !== undefined);
        await next(through(call, { receive: async () => request }));
      }),
  },
  {
    name: 'errors-carry-stacks',
    does: 'Errors carry where they were made, which came with 0.11.',
    requirement: 'XPORT-022',
    bytes: concluding((outcome) => {
      if (outcome.code !== statusCodes.UNKNOWN) return outcome;
      const details = [errorDetail('github.com/moby/buildkit/stack.Stack+json', { frames: [], cmdline: [], pid: 1 })];
      return { ...outcome, details: encodeStatusDetails({ ...outcome, details }) };
    }),
  },
];
