import { expect } from 'chai';
import type { TrialEvent } from '../../../src/conformance/trial/trial-record.js';
import { stepsOf } from '../../../src/conformance/trial/steps.js';
import type { MethodName } from '../../../src/protocol/methods.js';

type Kind = TrialEvent['kind'];

function event(kind: Kind, method: MethodName, rest: object = {}): TrialEvent {
  return { kind, rpc: method, call: 1, client: 1, ...rest } as TrialEvent;
}

const status = (code: number, message = ''): object => ({ status: { code, message, details: [], trailers: {} } });

describe('the steps of a counterexample', () => {
  it('take a request with its half-close for one, and a reply with its OK', () => {
    const events = [
      event('open', 'List'),
      event('request', 'List', { message: { ref: 'x' } }),
      event('half-close', 'List'),
      event('response', 'List', { message: { refs: [] } }),
      event('status', 'List', status(0)),
    ];
    expect(stepsOf(events)).to.deep.equal(["List #1 { ref: 'x' }", 'List #1 answers OK {}']);
  });

  it('keep the events of a stream apart', () => {
    const events = [
      event('open', 'Invoke'),
      event('request', 'Invoke', { message: { kind: 'init', ref: 'x', processId: 'p' } }),
      event('response', 'Invoke', { message: { kind: 'file', fd: 1, eof: false, data: Buffer.from('hi\n') } }),
      event('request', 'Invoke', { message: { kind: 'file', fd: 0, eof: true } }),
      event('half-close', 'Invoke'),
      event('cancel', 'Invoke'),
      event('status', 'Invoke', status(1, 'context canceled')),
    ];
    expect(stepsOf(events)).to.deep.equal([
      "Invoke #1 { kind: 'init', ref: 'x', processId: 'p' }, kept open",
      "Invoke #1 receives { kind: 'file', fd: 1, data: bytes 'hi\\n' }",
      "Invoke #1 sends { kind: 'file', fd: 0, eof: true }",
      'Invoke #1 half-closes',
      'Invoke #1 is cancelled by the client',
      "Invoke #1 ends CANCELLED 'context canceled'",
    ]);
  });

  it('name the client when there are several', () => {
    const events = [event('open', 'Status'), event('open', 'Invoke', { call: 2, client: 2 })];
    expect(stepsOf(events)).to.deep.equal(['client 1: Status #1 opens', 'client 2: Invoke #2 opens']);
  });

  it('draw a long run of messages together', () => {
    const events = Array.from({ length: 500 }, (_, fd) => event('response', 'Invoke', { message: { fd } }));
    expect(stepsOf(events)).to.deep.equal([
      'Invoke #1 receives 500 messages: { fd: 0 }, { fd: 1 }, … { fd: 498 }, { fd: 499 }',
    ]);
  });

  it('shorten digests, show times in one piece, and cut long texts and bytes', () => {
    const message = {
      digest: `sha256:${'ab'.repeat(32)}`,
      started: { seconds: 12n, nanos: 5 },
      name: 'n'.repeat(200),
      data: new Uint8Array(5000).fill(255),
    };
    expect(stepsOf([event('response', 'Status', { message })])).to.deep.equal([
      `Status #1 receives { digest: 'sha256:abababababab…', started: @12.000000005, ` +
        `name: '${'n'.repeat(60)}… (200 characters)', data: bytes (5000) ff ff ff ff ff ff ff ff ff ff ff ff … }`,
    ]);
  });
});
