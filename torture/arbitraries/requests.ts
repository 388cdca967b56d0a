import * as fc from 'fast-check';
import { undecodable, unknownField } from '../../src/conformance/arbitraries/wire.js';
import type { MethodName, RequestOf } from '../../src/protocol/methods.js';
import type { Init } from '../../src/protocol/messages.js';
import type { Revision } from '../../src/protocol/revision.js';
import { methodOf } from '../../src/protocol/service.js';
import { mutatedBytes } from './mutated-bytes.js';

/** The session that hostile requests are about, among others. */
export const someRef = 'session';

const text = new TextEncoder().encode('echo hello\nexit 3\n');
const about = { ref: someRef };

/** Good requests of each RPC, which say something in most of their fields. */
const good: { readonly [M in MethodName]: readonly Init<RequestOf<M>>[] } = {
  Build: [
    { ...about, options: { contextPath: '.' } },
    {
      ref: 'other',
      options: {
        ...{ contextPath: '-', dockerfileName: 'Dockerfile', target: 'stage', tags: ['a:b'], pull: true },
        ...{ buildArgs: { A: '1' }, labels: { l: 'x' }, platforms: ['linux/amd64'], shmSize: 67_108_864n },
        callFunc: { name: 'lint', format: 'json' },
        exports: [{ type: 'image', attrs: { name: 'x' }, destination: '' }],
        cacheFrom: [{ type: 'local', attrs: { src: '/cache' } }],
        secrets: [{ id: 's', filePath: '/s', env: '' }],
        ssh: [{ id: 'default', paths: ['/agent'] }],
        ulimits: { values: { nofile: { name: 'nofile', hard: 2n, soft: 1n } } },
      },
    },
  ],
  Status: [about, { ref: 'never' }],
  Input: [
    { kind: 'init', ...about },
    { kind: 'data', eof: false, data: text },
    { kind: 'data', eof: true, data: new Uint8Array() },
  ],
  Invoke: [
    { kind: 'init', ...about, processId: 'p', invokeConfig: { entrypoint: ['/bin/sh'], tty: true, env: ['A=1'] } },
    {
      kind: 'init',
      ...about,
      processId: 'q',
      invokeConfig: { entrypoint: ['/bin/cat'], user: 'root', rollback: true },
    },
    { kind: 'file', fd: 0, eof: false, data: text },
    { kind: 'file', fd: 0, eof: true, data: new Uint8Array() },
    { kind: 'resize', rows: 24, cols: 80 },
    { kind: 'signal', name: 'INT' },
  ],
  List: [{}, about],
  Disconnect: [about, { ref: 'other' }],
  Info: [{}],
  ListProcesses: [about],
  DisconnectProcess: [{ ...about, processId: 'p' }],
  Inspect: [about],
};

export const methodNames = Object.keys(good) as readonly MethodName[];

/** Requests of an RPC as bytes: good, good but for a few places, and none at all. */
export function hostileRequest(revision: Revision, name: MethodName): fc.Arbitrary<Uint8Array> {
  const { request } = methodOf(revision, name);
  const whole = fc.constantFrom(...good[name].map((message) => request.encode(message as never)));
  return fc.oneof(
    { weight: 2, arbitrary: whole },
    { weight: 6, arbitrary: mutatedBytes(whole) },
    { weight: 1, arbitrary: undecodable() },
    { weight: 1, arbitrary: fc.tuple(whole, unknownField()).map((parts) => Uint8Array.from(Buffer.concat(parts))) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }) },
  );
}
