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
