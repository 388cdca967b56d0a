import { expect } from 'chai';
import fc from 'fast-check';
import { DurationError, toMilliseconds } from '../../src/time/duration.js';

describe('toMilliseconds', () => {
  const texts: readonly (readonly [text: string, ms: number])[] = [
    ['150ms', 150],
    ['3s', 3000],
    ['1m30s', 90_000],
    ['2h', 7_200_000],
    ['1h2m3s4ms', 3_723_004],
    ['0.5s', 500],
    ['1.005s', 1005],
    ['0ms', 0],
  ];
  for (const [text, ms] of texts) it(`reads ${text} as ${ms} ms`, () => expect(toMilliseconds(text)).to.equal(ms));

  it('takes numbers as milliseconds, and adds up parts in any order', () => {
    const parts = fc.array(fc.tuple(fc.nat(9999), fc.constantFrom('ms', 's', 'm', 'h')), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(parts, fc.nat(), (list, ms) => {
        const alone = list.map(([amount, unit]) => toMilliseconds(`${amount}${unit}`));
        expect(toMilliseconds(list.flat().join(''))).to.equal(alone.reduce((sum, part) => sum + part, 0));
        expect(toMilliseconds(ms)).to.equal(ms);
      }),
    );
  });

  for (const bad of [
    '',
    '3',
    's',
    '3 s',
    '-3s',
    '3S',
    '1d',
    '.5s',
    '1.s',
    '1e3s',
    `${'9'.repeat(400)}h`,
    -1,
    Number.NaN,
    Infinity,
    null,
  ]) {
    it(`refuses ${JSON.stringify(bad)?.slice(0, 20)}`, () => {
      expect(() => toMilliseconds(bad as never)).to.throw(
        DurationError,
        /^bad duration .*give milliseconds as a number/,
      );
    });
  }
});
