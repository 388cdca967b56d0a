import { expect } from 'chai';
import { withoutPassword } from '../../src/protocol/credentials.js';

describe('a URL without its password', () => {
  for (const [url, shown] of [
    ['https://me:SECRET@example.com/a.git#main', 'https://me:xxxxx@example.com/a.git#main'],
    ['https://me:SEC:RET@example.com/a.git', 'https://me:xxxxx@example.com/a.git'],
    ['https://me:SEC@RET@example.com/a.git', 'https://me:xxxxx@example.com/a.git'],
    ['https://SECRET@example.com/a.git', 'https://xxxxx@example.com/a.git'],
    ['HTTP://:SECRET@example.com', 'HTTP://:xxxxx@example.com'],
    ['ssh://git@example.com/a.git', 'ssh://git@example.com/a.git'],
    ['git@example.com:a.git', 'git@example.com:a.git'],
    ['https://example.com/a@b', 'https://example.com/a@b'],
    ['/home/me/a@b', '/home/me/a@b'],
    ['', ''],
  ] as const)
    it(`is ${shown || 'nothing'} for ${url || 'nothing'}`, () => {
      expect(withoutPassword(url)).to.equal(shown);
    });
});
