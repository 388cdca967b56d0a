import { expect } from 'chai';
import fc from 'fast-check';
import { ResetFilter } from '../../../src/transport/guard/reset-filter.js';
import { callHeaders, flags, greeting, h2, opens, preface, resets, uint32 } from '../frames.js';

type Seen = {
  readonly passed: Buffer;
  readonly resets: readonly (readonly [stream: number, code: number, after: number])[];
};

/** What becomes of pieces: the bytes that pass, and each reset with the number of bytes that had passed before it. */
function filtered(pieces: readonly Buffer[]): Seen {
  const passed: Uint8Array[] = [];
  const told: [number, number, number][] = [];
  const length = (): number => passed.reduce((sum, piece) => sum + piece.length, 0);
  const filter = new ResetFilter(
    (piece) => passed.push(Buffer.from(piece)),
    (stream, code) => told.push([stream, code, length()]),
  );
  for (const piece of pieces) filter.push(piece);
  return { passed: Buffer.concat(passed), resets: told };
}

function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set([0, ...at.map((place) => place % (bytes.length + 1)), bytes.length])].toSorted(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, n) => bytes.subarray(places[n], end));
}

const passing = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((payload) => h2('data', 1, payload)),
  // A payload that looks like a reset.
  fc.constant(h2('data', 3, resets(1))),
  fc.constant(h2('ping', 0, Buffer.alloc(8))),
  fc.constant(h2('windowUpdate', 1, uint32(3))),
  fc.constant(h2('settings', 0)),
);
const reset = fc.tuple(fc.constantFrom(1, 3, 5), fc.nat(13)).map(([stream, code]) => ({ stream, code }));
const frames = fc.array(fc.oneof(passing, reset), { maxLength: 12 });
const cuts = fc.array(fc.nat(2000), { maxLength: 12 });
const opened = Buffer.concat([greeting, opens(1), opens(3), opens(5)]);

describe('A filter of resets', () => {
  it('takes them out, each after what came before it, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(frames, cuts, (sent, places) => {
        const passed: Uint8Array[] = [opened];
        const expected: [number, number, number][] = [];
        const bytes: Uint8Array[] = [opened];
        for (const item of sent) {
          if (Buffer.isBuffer(item)) passed.push(item);
          else expected.push([item.stream, item.code, Buffer.concat(passed).length]);
          bytes.push(Buffer.isBuffer(item) ? item : resets(item.stream, item.code));
        }
        expect(filtered(cut(Buffer.concat(bytes), places))).to.deep.equal({
          passed: Buffer.concat(passed),
          resets: expected,
        });
      }),
    );
  });

  it('takes them out of bytes that come one by one', () => {
    const bytes = Buffer.concat([opened, resets(3), h2('data', 1, Buffer.from('x')), resets(1, 0)]);
    const all = filtered([...bytes].map((byte) => Buffer.of(byte)));
    expect(all.resets).to.deep.equal([
      [3, 8, opened.length],
      [1, 0, opened.length + 10],
    ]);
    expect(all.passed).to.deep.equal(Buffer.concat([opened, h2('data', 1, Buffer.from('x'))]));
  });

  it('gives on without a copy what has none', () => {
    const whole = Buffer.concat([greeting, opens(1), h2('data', 1, Buffer.alloc(100))]);
    const passed: Uint8Array[] = [];
    new ResetFilter(
      (piece) => passed.push(piece),
      () => {},
    ).push(whole);
    expect(passed).to.have.length(1);
    expect(passed[0]?.buffer).to.equal(whole.buffer);
  });

  const wrong: Readonly<Record<string, Buffer>> = {
    'a stream that was never opened': Buffer.concat([opened, resets(7)]),
    'stream 0': Buffer.concat([opened, resets(0)]),
    'a stream of the server': Buffer.concat([opened, resets(2)]),
    'another length': Buffer.concat([opened, h2('resetStream', 1, Buffer.alloc(5))]),
    'headers that have not ended': Buffer.concat([opened, h2('headers', 7, callHeaders), resets(1)]),
    'a preface that looks like one': Buffer.concat([preface.subarray(0, 9), resets(1)]),
  };
  for (const [what, bytes] of Object.entries(wrong)) {
    it(`lets those pass that break HTTP/2: ${what}`, () => {
      expect(filtered([bytes])).to.deep.equal({ passed: bytes, resets: [] });
    });
  }

  it('goes on behind headers that are continued', () => {
    const continued = Buffer.concat([
      opened,
      h2('headers', 7, callHeaders),
      h2('continuation', 7, Buffer.alloc(0), { flag: flags.endHeaders }),
    ]);
    expect(filtered([continued, resets(7)])).to.deep.equal({ passed: continued, resets: [[7, 8, continued.length]] });
  });
});
