import { expect } from 'chai';
import { ProtocolError } from '../../src/protocol/protocol-error.js';
import { methodOf } from '../../src/protocol/service.js';

const build = methodOf('0.12', 'Build').request;
const status = methodOf('0.12', 'Status').response;
const invoke = methodOf('0.12', 'Invoke').request;

/** As from JavaScript, which has no types to stop it. */
const untyped = (value: unknown): never => value as never;

const cases: readonly (readonly [string, () => unknown])[] = [
  ['BuildRequest: expected an object, got undefined', () => build.encode(untyped(undefined))],
  ['BuildRequest.ref: expected a string, got 5', () => build.encode({ ref: untyped(5) })],
  ['BuildRequest.options: expected an object, got null', () => build.encode({ options: untyped(null) })],
  ['BuildOptions.tags: expected an array, got "a"', () => build.encode({ options: { tags: untyped('a') } })],
  ['BuildOptions.tags: expected a string, got 1n', () => build.encode({ options: { tags: [untyped(1n)] } })],
  [
    'BuildOptions.buildArgs["A"]: expected a string, got true',
    () => build.encode({ options: { buildArgs: { A: untyped(true) } } }),
  ],
  [
    'BuildOptions.labels: expected an object of keys and values, got "x"',
    () => build.encode({ options: { labels: untyped('x') } }),
  ],
  ['BuildOptions.shmSize: expected a bigint, got 5', () => build.encode({ options: { shmSize: untyped(5) } })],
  [
    'BuildOptions.shmSize: expected a signed 64-bit integer, got 9223372036854775808n',
    () => build.encode({ options: { shmSize: 2n ** 63n } }),
  ],
  [
    'BuildOptions.noCache: expected true or false, got "no"',
    () => build.encode({ options: { noCache: untyped('no') } }),
  ],
  [
    'BuildOptions.ssh: expected an object, got "default"',
    () => build.encode({ options: { ssh: [untyped('default')] } }),
  ],
  [
    'SourcePolicyRule.action: expected one of ALLOW, DENY, CONVERT, got "REFUSE"',
    () => build.encode({ options: { sourcePolicy: { rules: [{ action: untyped('REFUSE') }] } } }),
  ],
  [
    'VertexLog.message: expected bytes (a Uint8Array), got "text"',
    () => status.encode({ logs: [{ message: untyped('text') }] }),
  ],
  [
    'Timestamp.nanos: expected a signed 32-bit integer, got 0.5',
    () => status.encode({ logs: [{ timestamp: { nanos: 0.5 } }] }),
  ],
  [
    'InvokeMessage.kind: expected one of init, file, resize, signal, empty, got "stdin"',
    () => invoke.encode(untyped({ kind: 'stdin' })),
  ],
  [
    'InvokeMessage(resize).rows: expected an unsigned 32-bit integer, got -1',
    () => invoke.encode({ kind: 'resize', rows: -1 }),
  ],
];

describe('a value that does not fit its field', () => {
  for (const [message, encode] of cases) {
    it(`is refused: ${message}`, () => {
      expect(encode).to.throw(ProtocolError, message).with.property('code', 'PROTOCOL');
    });
  }
});
