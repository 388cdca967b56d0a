import { expect } from 'chai';
import { unmet } from './unmet.js';

describe('What is missing', () => {
  const before = process.env['CI'];
  const skips = { skip: () => 'skipped' } as unknown as Mocha.Context;

  afterEach(() => {
    if (before === undefined) delete process.env['CI'];
    else process.env['CI'] = before;
  });

  it('skips the tests that need it, on the machine of somebody who has just come', () => {
    delete process.env['CI'];
    expect(unmet(skips, 'no engine')).to.equal('skipped');
  });

  it('fails them on a build server', () => {
    process.env['CI'] = 'true';
    expect(() => unmet(skips, 'no engine')).to.throw('no engine');
  });
});
