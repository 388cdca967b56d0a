import { expect } from 'chai';
import fc from 'fast-check';
import { FarewellWatch } from '../../../src/transport/guard/farewell-watch.js';
import { h2, uint32 } from '../frames.js';

const farewell = (code: number, text = ''): Buffer =>
  h2('goAway', 0, Buffer.concat([uint32(5), uint32(code), Buffer.from(text)]));

const before = Buffer.concat([
  h2('settings', 0),
  h2('data', 1, farewell(1)),
  farewell(0, 'I go, and take no more'),
  h2('data', 1, Buffer.alloc(40)),
  h2('headers', 1, Buffer.of(0x88)),
]);

/** The number of the piece in which the farewell is seen. */
function seenIn(pieces: readonly Uint8Array[]): number {
  const watch = new FarewellWatch();
  return pieces.findIndex((piece) => watch.sees(piece));
}

describe('A watch for the farewell', () => {
  it('sees a GOAWAY with an error, and neither one without nor what looks like one', () => {
    expect(seenIn([before])).to.equal(-1);
    expect(seenIn([before, farewell(9)])).to.equal(1);
    expect(seenIn([before, farewell(1, 'DATA: stream in idle')])).to.equal(1);
  });

  it('sees it wherever the bytes are cut, with the last byte of its code', () => {
    const code = before.length + 17;
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: code }), { maxLength: 20 }), (places) => {
        const ends = [...new Set([...places, code])].toSorted((a, b) => a - b);
        const bytes = Buffer.concat([before, farewell(6)]);
        const pieces = ends.map((end, n) => bytes.subarray(ends[n - 1] ?? 0, end));
        expect(seenIn(pieces)).to.equal(pieces.length - 1);
      }),
    );
  });
});
