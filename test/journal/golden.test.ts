import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FakeController, matchGolden } from '../../src/index.js';

describe('A golden journal', () => {
  const directory = mkdtempSync(join(tmpdir(), 'golden-'));
  const file = join(directory, 'new', 'list.txt');

  after(() => rmSync(directory, { recursive: true }));

  it('is refused while there is none, written on request, and then compared', async () => {
    await using fake = await FakeController.start();
    await fake.client().rpc.list();
    expect(() => matchGolden(fake.journal, file))
      .to.throw(/^there is no file .*list\.txt yet: run with UPDATE_GOLDEN=1 to write/)
      .with.property('code', 'NOT_GOLDEN');
    process.env['UPDATE_GOLDEN'] = '1';
    try {
      matchGolden(fake.journal, file);
    } finally {
      delete process.env['UPDATE_GOLDEN'];
    }
    expect(readFileSync(file, 'utf8')).to.equal(fake.journal.toText());
    matchGolden(fake.journal, file);
    await fake.client().rpc.info();
    const first = 'Info#2 -> open';
    expect(() => matchGolden(fake.journal, file)).to.throw(
      new RegExp(`differs from .*list\\.txt at line \\d+ .*\\n(?:    .*\\n){3}  - \\(ended\\)\\n  \\+ .*${first}`),
    );
  });
});
