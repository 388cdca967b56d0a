import { expect } from 'chai';
import { firstDifference, numbersText } from '../../../src/conformance/requirements/numbers-text.js';

describe('the text of numbers', () => {
  it('has the numbers from 1 upwards, one a line, cut at any byte', () => {
    expect(numbersText(4)).to.equal('1\n2\n');
    expect(numbersText(20)).to.equal('1\n2\n3\n4\n5\n6\n7\n8\n9\n10');
    expect(numbersText(0)).to.equal('');
  });

  it('tells where another text parts from it', () => {
    expect(firstDifference('1\n2\n', numbersText(4))).to.equal('nowhere');
    expect(firstDifference('1\n3\n', numbersText(4))).to.equal(
      '4 of 4 bytes, different from byte 2: "1\\n3\\n" for "1\\n2\\n"',
    );
    expect(firstDifference('1\n', numbersText(4))).to.match(/^2 of 4 bytes, different from byte 2/);
  });
});
