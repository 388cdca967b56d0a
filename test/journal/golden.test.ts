import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FakeController, type GoldenError, matchGolden } from '../../src/index.js';

describe('A golden journal', () => {
  const directory = mkdtempSync(join(tmpdir(), 'golden-'));
  const file = join(directory, 'new', 'list.txt');

  after(() => rmSync(directory, { recursive: true }));

  it('is refused while there is none, with what would be in it, written on request, and then compared', async () => {
    await using fake = await FakeController.start();
    await fake.client().rpc.list();
    const [firstLine = ''] = fake.journal.toText().split('\n');
    expect(() => matchGolden(fake.journal, file))
      .to.throw(/^there is no file .*list\.txt yet: run with UPDATE_GOLDEN=1 to write/)
      .with.property('message')
      .that.includes(`\n  ${firstLine}\n`);
    expect(() => matchGolden(fake.journal, file))
      .to.throw()
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
    expect(() => matchGolden(fake.journal, file)).to.throw(
      /what was seen differs from .*list\.txt, first at line \d+ .*\n@@ .* @@\n(?: .*\n){3}\+\d+ \S+ Info#2 -> open\n\+/,
    );
  });
});

describe('A golden text', () => {
  const directory = mkdtempSync(join(tmpdir(), 'golden-'));
  const file = join(directory, 'text.txt');
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i + 1}\n`);

  after(() => rmSync(directory, { recursive: true }));

  function failureOf(seen: string): GoldenError {
    try {
      matchGolden(seen, file);
    } catch (error) {
      return error as GoldenError;
    }
    throw new Error('it was as the file says');
  }

  it('is told of by every place where it differs, not by the first alone', () => {
    writeFileSync(file, lines.join(''));
    const { message, showDiff } = failureOf(lines.with(4, 'other\n').toSpliced(29, 1).join(''));
    expect(message).to.match(/first at line 5 /);
    expect(message).to.include('\n-line 5\n+other\n line 6\n');
    expect(message).to.include('\n line 29\n-line 30\n line 31\n');
    expect(message).to.not.include('line 20');
    // Or mocha would show all of it once more.
    expect(showDiff).to.equal(false);
  });

  it('is told of in 60 lines where it differs in more', () => {
    writeFileSync(file, lines.join(''));
    const { message } = failureOf(lines.map((line) => `other ${line}`).join(''));
    expect(message).to.match(/\n… 21 more lines\n/);
    expect(message.split('\n').filter((line) => /^[-+]/.test(line))).to.have.lengthOf(59);
  });
});
