import { expect } from 'chai';
import fc from 'fast-check';
import { Random } from '../../src/time/random.js';

describe('Random', () => {
  it('draws the same from the same seed, and within its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.nat(), (seed, from, span) => {
        const [a, b] = [new Random(seed), new Random(seed)];
        const draws = Array.from({ length: 5 }, () => a.integer(from, from + span));
        expect(Array.from({ length: 5 }, () => b.integer(from, from + span))).to.deep.equal(draws);
        for (const draw of draws) expect(draw).to.be.within(from, from + span);
      }),
    );
  });

  it('draws something else from another seed', () => {
    const draws = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 8 }, () => random.integer(0, 1_000_000));
    };
    expect(draws(1)).to.not.deep.equal(draws(2));
  });

  it('draws both ends', () => {
    const random = new Random(7);
    expect(new Set(Array.from({ length: 100 }, () => random.integer(1, 3)))).to.deep.equal(new Set([1, 2, 3]));
  });

  it('shuffles a copy: the same things, in another order for some seed', () => {
    const items = [1, 2, 3, 4, 5];
    const orders = new Set<string>();
    for (let seed = 0; seed < 50; seed++) {
      const shuffled = new Random(seed).shuffle(items);
      expect(shuffled.toSorted((a, b) => a - b)).to.deep.equal(items);
      orders.add(shuffled.join());
    }
    expect(items).to.deep.equal([1, 2, 3, 4, 5]);
    expect(orders.size).to.be.above(20);
  });
});

/** Every draw of a small seed is worth as much as one of a large one: consecutive ones are what people count up. */
describe('what is drawn first from consecutive seeds', () => {
  const seeds = 4000;
  const firstSeeds = [0, -2000, 2 ** 31 - 2000, 2 ** 32 - 2000, 2 ** 45];

  /** Pearson's statistic of how often each of `kinds` came, all as likely. */
  function chiSquared(seen: readonly number[], kinds: number): number {
    const counts = Array.from({ length: kinds }, (_, kind) => seen.filter((one) => one === kind).length);
    const expected = seen.length / kinds;
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  }

  /** So far from its mean, in standard deviations, no fair draw comes in the life of this test, which is always the same. */
  const fair = (kinds: number): number => kinds - 1 + 5 * Math.sqrt(2 * (kinds - 1));

  for (const first of firstSeeds) {
    const each = Array.from({ length: seeds }, (_, i) => first + i);

    it(`is spread evenly, and so are the draws after it (from ${first})`, () => {
      for (const kinds of [2, 3, 10, 100]) {
        const randoms = each.map((seed) => new Random(seed));
        for (let draw = 0; draw < 4; draw++) {
          const seen = randoms.map((random) => random.integer(0, kinds - 1));
          expect(chiSquared(seen, kinds), `draw ${draw} of ${kinds}`).to.be.below(fair(kinds));
        }
      }
    });

    it(`says nothing of the next seed's, nor of another stream's (from ${first})`, () => {
      const draws = (stream: number): number[] => each.map((seed) => new Random(seed, stream).integer(0, 9));
      const [one, other] = [draws(0), draws(1)];
      const pairs = (next: (i: number) => number | undefined): number[] =>
        one.flatMap((digit, i) => (next(i) === undefined ? [] : [digit * 10 + next(i)!]));
      expect(
        chiSquared(
          pairs((i) => one[i + 1]),
          100,
        ),
        'the next seed',
      ).to.be.below(fair(100));
      expect(
        chiSquared(
          pairs((i) => other[i]),
          100,
        ),
        'the other stream',
      ).to.be.below(fair(100));
    });

    it(`shuffles into every order as often (from ${first})`, () => {
      const orders = ['012', '021', '102', '120', '201', '210'];
      const seen = each.map((seed) => orders.indexOf(new Random(seed).shuffle([0, 1, 2]).join('')));
      expect(chiSquared(seen, orders.length)).to.be.below(fair(orders.length));
    });
  }
});
