import { expect } from 'chai';
import { hexDump } from '../../src/pages/hex-dump.js';

const bytes = Uint8Array.from({ length: 20 }, (_, index) => 0x3a + index * 4);

describe('a dump of bytes', () => {
  it('has an offset, the bytes and their text on each line', () => {
    expect(hexDump(bytes, 1000)).to.equal(
      [
        '0000  3a 3e 42 46 4a 4e 52 56 5a 5e 62 66 6a 6e 72 76  :>BFJNRVZ^bfjnrv',
        '0010  7a 7e 82 86                                      z~··',
      ].join('\n'),
    );
  });

  it('ends at its limit', () => {
    expect(hexDump(bytes, 2)).to.match(/^0000 {2}3a 3e +:>$/);
  });

  it('is empty for no bytes', () => {
    expect(hexDump(new Uint8Array(), 10)).to.equal('');
  });
});
