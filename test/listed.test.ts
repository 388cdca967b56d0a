import { expect } from 'chai';
import { holdsListed } from './listed.js';

describe('A list that is held to what has to be in it', () => {
  it('says what is missing and what is too much, and where', () => {
    expect(() => holdsListed('table in a.ts', ['a', 'b', 'b', 'c'], ['d', 'b', 'a'])).to.throw(
      /^add to table in a\.ts: d\nremove from table in a\.ts: b, c$/,
    );
  });

  it('may have another order', () => {
    holdsListed('table in a.ts', ['a', 'b'], ['b', 'a']);
  });
});
