import { expect } from 'chai';
import { Control, Exporter, FileSync, LLBBridge } from '../../../src/protocol/buildkit/service.js';
import type { gateway } from '../../../src/protocol/buildkit/messages.js';
import { codecs } from '../../../src/protocol/generated/buildkit/pb.js';
import { ProtocolError } from '../../../src/protocol/protocol-error.js';

const exec = LLBBridge.ExecProcess.request;
const { Op, UserOpt, PassthroughOp, LinuxResources } = codecs;

/** As from JavaScript, which has no types to stop it. */
const untyped = (value: unknown): never => value as never;

describe('a oneof', () => {
  it('is one field, with the case that is set and its value', () => {
    const bytes = exec.encode({ processId: 'p', input: { kind: 'resize', value: { rows: 24, cols: 80 } } });
    expect(exec.decode(bytes)).to.deep.equal({
      processId: 'p',
      input: { kind: 'resize', value: { rows: 24, cols: 80 } },
    });
  });

  it('that nobody set is absent', () => {
    expect(exec.decode(exec.encode({ processId: 'p' }))).to.deep.equal({ processId: 'p' });
  });

  it('keeps a case with nothing in it', () => {
    const bytes = exec.encode({ input: { kind: 'done' } });
    expect(bytes).to.deep.equal(Uint8Array.of(0x3a, 0));
    expect(exec.decode(bytes)).to.deep.equal({ processId: '', input: { kind: 'done', value: {} } });
  });

  it('keeps a case of a number or a text with its default', () => {
    const bytes = UserOpt.encode({ user: { kind: 'byId', value: 0 } });
    expect(bytes).to.deep.equal(Uint8Array.of(0x10, 0));
    expect(UserOpt.decode(bytes)).to.deep.equal({ user: { kind: 'byId', value: 0 } });
    const { response } = LLBBridge.Solve;
    const result = { kind: 'refDeprecated', value: '' } as const;
    expect(response.decode(response.encode({ result: { result } })).result?.result).to.deep.equal(result);
  });

  it('holds what came last', () => {
    const bytes = Buffer.concat([
      exec.encode({ input: { kind: 'signal', value: { name: 'INT' } } }),
      exec.encode({ input: { kind: 'done' } }),
    ]);
    expect(exec.decode(bytes).input).to.deep.equal({ kind: 'done', value: {} });
  });

  it('refuses a case that it does not have', () => {
    expect(() => exec.encode({ input: untyped({ kind: 'stdin' }) })).to.throw(
      ProtocolError,
      'ExecMessage.input.kind: expected one of init, file, resize, started, exit, done, signal, got "stdin"',
    );
    expect(() => exec.encode({ input: untyped(null) })).to.throw(ProtocolError, 'ExecMessage.input');
  });
});

describe('a list of numbers', () => {
  it('is read whether it comes in one piece or number by number', () => {
    const fds: gateway.InitMessage['fds'] = [0, 1, 300];
    const init = { kind: 'init', value: { fds } } as const;
    const bytes = exec.encode({ input: init });
    expect(bytes).to.deep.equal(Uint8Array.of(0x12, 6, 0x1a, 4, 0, 1, 0xac, 2));
    const apart = Uint8Array.of(0x12, 7, 0x18, 0, 0x18, 1, 0x18, 0xac, 2);
    const fdsOf = (from: Uint8Array): unknown => {
      const { input } = exec.decode(from);
      return input?.kind === 'init' && input.value.fds;
    };
    expect([fdsOf(bytes), fdsOf(apart)]).to.deep.equal([init.value.fds, init.value.fds]);
  });

  it('takes every integer of 64 bits, and refuses what is none', () => {
    const outputs = [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)];
    expect(PassthroughOp.decode(PassthroughOp.encode({ outputs })).outputs).to.deep.equal(outputs);
    expect(() => PassthroughOp.encode({ outputs: [2n ** 63n] })).to.throw(ProtocolError, 'PassthroughOp.outputs');
    expect(() => exec.encode({ input: { kind: 'init', value: { fds: [-1] } } })).to.throw(ProtocolError, 'fds');
  });

  it('is refused when it reaches beyond its message', () => {
    expect(() => exec.decode(Uint8Array.of(0x12, 2, 0x1a, 4))).to.throw(ProtocolError, 'ExecMessage');
  });
});

describe('an unsigned integer of 64 bits', () => {
  it('has all its values, and no others', () => {
    const cpuShares = 2n ** 64n - 1n;
    expect(LinuxResources.decode(LinuxResources.encode({ cpuShares })).cpuShares).to.equal(cpuShares);
    for (const value of [-1n, 2n ** 64n]) {
      expect(() => LinuxResources.encode({ cpuShares: value })).to.throw(ProtocolError, 'an unsigned 64-bit integer');
    }
    expect(() => LinuxResources.encode({ cpuShares: untyped(5) })).to.throw(ProtocolError, 'a bigint');
  });
});

describe('a map', () => {
  it('with integers for keys has them in decimal digits', () => {
    const results = { '0': { digest: 'a' }, '-2': { digest: 'b' }, '9223372036854775807': { digest: 'c' } };
    const { response } = Control.ListenBuildHistory;
    const { record } = response.decode(response.encode({ record: { result: { results } } }));
    const found = Object.entries(record?.result?.results ?? {}).map(([key, { digest }]) => [key, digest]);
    expect(Object.fromEntries(found)).to.deep.equal({ '0': 'a', '-2': 'b', '9223372036854775807': 'c' });
  });

  it('refuses a key that is no such integer', () => {
    for (const key of ['', 'x', '1.5', '01', '-0', '9223372036854775808']) {
      const record = { result: { results: { [key]: {} } } };
      expect(() => Control.ListenBuildHistory.response.encode({ record }), key).to.throw(ProtocolError, 'key');
    }
  });

  it('of bytes gives bytes, and refuses other values', () => {
    const { response } = LLBBridge.Solve;
    const metadata = { 'containerimage.config': Uint8Array.of(123, 125) };
    expect(response.decode(response.encode({ result: { metadata } })).result?.metadata).to.deep.equal(metadata);
    expect(() => response.encode({ result: { metadata: { a: untyped('{}') } } })).to.throw(
      ProtocolError,
      'Result.metadata["a"]: expected bytes',
    );
  });
});

describe('a capital or two', () => {
  it('are words of their own', () => {
    const { frontendApiCaps, llbCaps } = LLBBridge.Ping.response.decode(new Uint8Array());
    expect([frontendApiCaps, llbCaps]).to.deep.equal([[], []]);
    expect(Op.decode(Op.encode({ platform: { osVersion: '1', osFeatures: ['x'] } })).platform).to.deep.include({
      os: '',
      osVersion: '1',
      osFeatures: ['x'],
    });
    expect(FileSync.DiffCopy.request.decode(new Uint8Array())).to.have.property('type', 'PACKET_STAT');
    expect(Exporter.FinalizeExport.request.decode(new Uint8Array())).to.deep.equal({ exporterResponse: {} });
  });
});
