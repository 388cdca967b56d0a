import { expect } from 'chai';
import { deepEqual } from '../../../src/conformance/engine/values/deep-equal.js';

describe('values in a check', () => {
  it('are equal when their content is, whatever kind of bytes holds it', () => {
    expect(deepEqual({ data: Buffer.from([1]) }, { data: new Uint8Array([1]) })).to.equal(true);
    expect(deepEqual({ a: 1, b: undefined }, { a: 1 })).to.equal(true);
    expect(deepEqual([1n, ['x']], [1n, ['x']])).to.equal(true);
    expect(deepEqual({ data: Buffer.from([1]) }, { data: new Uint8Array([2]) })).to.equal(false);
    expect(deepEqual({ a: 1 }, { a: 1n })).to.equal(false);
    expect(deepEqual([1], { 0: 1 })).to.equal(false);
  });
});
