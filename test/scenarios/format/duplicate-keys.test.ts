import { expect } from 'chai';
import * as fc from 'fast-check';
import { hasDuplicateKeys } from '../../../src/scenarios/format/duplicate-keys.js';

const has = (text: string): boolean => hasDuplicateKeys(text, JSON.parse(text));

describe('A key that is twice in an object of JSON', () => {
  it('is noticed, however it is written and wherever it is', () => {
    expect(has('{"a": 1, "a": 1}')).to.equal(true);
    expect(has('[{"x": {"a": 1, "b": 2, "\\u0061": 3}}]')).to.equal(true);
  });

  it('is not seen where there is none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        expect(has(JSON.stringify(value, undefined, indent))).to.equal(false);
      }),
    );
  });

  it('is not seen in colons and quotes of strings', () => {
    expect(has('{"a:b": "c:\\"d\\": e", "b": [":", "\\\\"]}')).to.equal(false);
  });
});
