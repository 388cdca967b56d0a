import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { holdsGenerated } from './generated.js';

describe('A generated file', () => {
  const before = process.env['UPDATE_DOCS'];
  const directory = mkdtempSync(join(tmpdir(), 'generated-'));
  const file = join(directory, 'page.md');
  const test = 'test/docs/page.test.ts';

  beforeEach(() => {
    delete process.env['UPDATE_DOCS'];
    writeFileSync(file, 'old');
  });
  after(() => {
    if (before !== undefined) process.env['UPDATE_DOCS'] = before;
    rmSync(directory, { recursive: true });
  });

  it('that is stale or missing is named, with the command that makes it anew', () => {
    const complaint = `page.md is not as its sources are. Make it anew and commit it: UPDATE_DOCS=1 npm test -- ${test}`;
    expect(() => holdsGenerated(file, 'new', { test })).to.throw(complaint);
    rmSync(file);
    expect(() => holdsGenerated(file, 'new', { test })).to.throw(complaint);
    expect(() => holdsGenerated(file, 'new', { command: 'npm run fields' })).to.throw('commit it: npm run fields');
  });

  it('is written on request, unless another command does it', () => {
    process.env['UPDATE_DOCS'] = '1';
    holdsGenerated(file, 'new', { test });
    expect(readFileSync(file, 'utf8')).to.equal('new');
    expect(() => holdsGenerated(file, 'newer', { command: 'npm run fields' })).to.throw('npm run fields');
  });

  it('may be as it is', () => {
    holdsGenerated(file, 'old', { test });
  });
});
