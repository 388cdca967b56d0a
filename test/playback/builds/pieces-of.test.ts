import { expect } from 'chai';
import fc from 'fast-check';
import { bytesOf, sizeOf } from '../../../src/scenarios/model/bytes.js';
import { piecesOf } from '../../../src/playback/builds/pieces-of.js';
import type { Bytes } from '../../../src/scenarios/model/bytes.js';

const bytes: fc.Arbitrary<Bytes> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array().map((data) => ({ base64: Buffer.from(data).toString('base64') })),
  fc.record({ repeat: fc.string({ unit: 'grapheme', minLength: 1 }), bytes: fc.nat(300) }),
  fc.record({ lines: fc.nat(12_000) }),
  fc.constant({ repeat: 'x'.repeat(100_000), bytes: 250_000 }),
  fc.constant('é'.repeat(50_000)),
);

describe('The pieces of what a script means', () => {
  it('are those of the whole, wherever it is divided', () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (script, places) => {
        const whole = bytesOf(script);
        const size = sizeOf(script);
        expect(whole).to.have.length(size);
        const cuts = [0, ...places.map((place) => Math.floor(place * size)).toSorted((a, b) => a - b), size];
        const piece = piecesOf(script);
        const pieces = cuts.slice(1).map((to, i) => piece(cuts[i] ?? 0, to));
        expect(Buffer.concat(pieces).equals(whole)).to.equal(true);
      }),
    );
  });
});
