import { expect } from 'chai';
import { parseTimeout } from '../../src/transport/grpc-timeout.js';

describe('grpc-timeout', () => {
  const cases: readonly (readonly [header: string | undefined, ms: number | undefined])[] = [
    ['2H', 7_200_000],
    ['3M', 180_000],
    ['5S', 5000],
    ['7m', 7],
    ['500u', 0.5],
    ['0n', 0],
    ['99999999m', 99_999_999],
    [undefined, undefined],
    ['', undefined],
    ['5', undefined],
    ['5s', undefined],
    ['-5S', undefined],
    ['1.5S', undefined],
    ['123456789m', undefined],
  ];
  for (const [header, ms] of cases) {
    it(`${header ?? '(none)'} is ${ms ?? 'no time limit'}`, () => {
      expect(parseTimeout(header)).to.equal(ms);
    });
  }
});
