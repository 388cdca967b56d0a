import { expect } from 'chai';
import { RpcFailure } from '../../src/playback/rpc-failure.js';

function framesOf({ stack = '' }: Error): number {
  return stack.split('\n').filter((line) => line.startsWith('    at ')).length;
}

describe('What ends something in the course of things', () => {
  const usual = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')!;
  afterEach(() => void Object.defineProperty(Error, 'stackTraceLimit', usual));

  it('has no stack, and leaves those of all other errors alone', () => {
    Error.stackTraceLimit = 7;
    expect(framesOf(new RpcFailure('no'))).to.equal(0);
    expect(Error.stackTraceLimit).to.equal(7);
    expect(framesOf(new Error('defect'))).to.equal(7);
  });

  it('can be thrown where nobody may change how deep stacks are', () => {
    Object.defineProperty(Error, 'stackTraceLimit', { ...usual, value: 3, writable: false });
    expect(new RpcFailure('no').message).to.equal('no');
    expect(Error.stackTraceLimit).to.equal(3);
  });
});
