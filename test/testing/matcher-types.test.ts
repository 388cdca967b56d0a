import { expect } from 'chai';
import type { Matchers as JestMatchers } from 'expect';
import type { Assertion as VitestAssertion } from 'vitest';
import { matchers as forJest } from '../../src/testing/runners/jest.js';
import { matchers as forVitest, type BuildMatchers } from '../../src/testing/runners/vitest.js';

// Compiled, or they are not known to the assertions of vitest and jest, and of both of its ways to have types.
type Known<M> = keyof BuildMatchers<void> extends keyof M ? true : false;
const inVitest: Known<VitestAssertion<object>> = true;
const inJest: Known<JestMatchers<void>> = true;
const inGlobalJest: Known<jest.Matchers<void>> = true;

describe('The matchers', () => {
  it('are the same for vitest and jest, and have types in both', () => {
    expect([inVitest, inJest, inGlobalJest]).to.deep.equal([true, true, true]);
    expect(forVitest).to.equal(forJest);
  });

  it('know what may be asked of a request', () => {
    const asked = (matcher: BuildMatchers<void>): void => {
      matcher.toHaveReceived('Build', { target: /t/, noCache: true, tags: ['a'] });
      matcher.toHaveReceived('Invoke', { kind: 'file', data: 'exit\n' });
      matcher.toHaveReceived('Control.Solve', { frontend: 'dockerfile.v0' });
      // @ts-expect-error: there is no such option
      matcher.toHaveReceived('Build', { tarquet: 'x' });
      // @ts-expect-error: there is no such RPC
      matcher.toHaveReceived('Biuld');
    };
    expect(asked).to.be.a('function');
  });
});
