import { expect } from 'chai';
import { deepEqual } from '../../../src/conformance/engine/values/deep-equal.js';
import { show } from '../../../src/conformance/engine/values/show.js';

describe('values in a check', () => {
  it('are equal when their content is, whatever kind of bytes holds it', () => {
    expect(deepEqual({ data: Buffer.from([1]) }, { data: new Uint8Array([1]) })).to.equal(true);
    expect(deepEqual({ a: 1, b: undefined }, { a: 1 })).to.equal(true);
    expect(deepEqual([1n, ['x']], [1n, ['x']])).to.equal(true);
    expect(deepEqual({ data: Buffer.from([1]) }, { data: new Uint8Array([2]) })).to.equal(false);
    expect(deepEqual({ a: 1 }, { a: 1n })).to.equal(false);
    expect(deepEqual([1], { 0: 1 })).to.equal(false);
  });

  it('are shown in one line without control characters', () => {
    expect(show({ a: '\u001b[31m\n', b: Buffer.from('x\0') })).to.equal("{ a: '\\x1B[31m\\n', b: bytes 'x\\x00' }");
    expect(show('x'.repeat(10_000))).to.have.length.below(400);
    expect(show({ list: Array.from({ length: 1000 }, () => 'xxxxxxxx') })).to.not.contain('\n');
  });
});
