import { expect } from 'chai';
import fc from 'fast-check';
import { Roster } from '../../src/transport/roster.js';

describe('a roster', () => {
  it('has those who came and have not left, in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (moves) => {
        const roster = new Roster<number>();
        const places: ReturnType<typeof roster.add>[] = [];
        moves.forEach((move, i) => {
          const [leaving] = move % 2 === 0 ? places.splice((move / 2) % (places.length + 1), 1) : [];
          if (leaving === undefined) places.push(roster.add(i));
          else roster.remove(leaving);
        });
        expect([...roster]).to.deep.equal(places.map(({ value }) => value));
      }),
    );
  });

  it('leads from one that has left to nobody', () => {
    const roster = new Roster<string>();
    roster.add('a');
    const place = roster.add('b');
    roster.add('c');
    roster.remove(place);
    expect([place.before, place.after]).to.deep.equal([undefined, undefined]);
  });
});
