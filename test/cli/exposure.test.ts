import { expect } from 'chai';
import { exposureOf } from '../../src/cli/exposure.js';

describe('Listening where others can come', () => {
  for (const target of ['0.0.0.0:50051', '[::]:50051', '192.0.2.1:1', 'build-server:1', '[fe80::1]:1']) {
    it(`says so of ${target}`, () => {
      expect(exposureOf(target))
        .to.match(/^anybody who can reach this machine/)
        .and.include(target);
    });
  }

  for (const target of [
    '127.0.0.1:1',
    '127.1.2.3:1',
    '[::1]:1',
    'localhost:1',
    'unix:///tmp/x.sock',
    'unix:///tmp/x:1',
  ]) {
    it(`says nothing of ${target}`, () => {
      expect(exposureOf(target)).to.equal(undefined);
    });
  }
});
