import { expect } from 'chai';
import { show } from '../../src/words/show.js';

describe('values of a message', () => {
  it('are shown in one line without control characters', () => {
    expect(show({ a: '\u001b[31m\n', b: Buffer.from('x\0') })).to.equal("{ a: '\\x1B[31m\\n', b: bytes 'x\\x00' }");
    expect(show('x'.repeat(10_000))).to.have.length.below(400);
    expect(show({ list: Array.from({ length: 1000 }, () => 'xxxxxxxx') })).to.not.contain('\n');
  });
});
