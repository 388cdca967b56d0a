import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { JournalFile } from '../../src/cli/journal-file.js';

describe('a journal on disk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  after(() => rmSync(directory, { recursive: true }));

  it('keeps no more than 64 MiB waiting for the disk, and says in the place of the rest how much is missing', async function () {
    this.timeout('20s');
    const path = join(directory, 'journal.jsonl');
    const told: string[] = [];
    const file = await JournalFile.open(path, (line) => told.push(line));
    const data = new Uint8Array(1_000_000);
    const count = 80;
    // Nothing is written before the loop ends: that takes a turn of the event loop.
    for (let n = 1; n <= count; n++) file.add({ n, time: n, kind: 'request', message: { data } });
    await file.close();
    const entries = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number; time: number; kind: string; text?: string });
    const note = entries.at(-1);
    const kept = entries.slice(0, -1);
    expect(kept.map(({ n }) => n)).to.deep.equal(Array.from({ length: kept.length }, (_, i) => i + 1));
    expect(kept.length).to.be.within(50, 52);
    expect(note).to.include({ kind: 'note', n: count, time: count });
    expect(note?.text).to.match(
      new RegExp(
        `^${count - kept.length} entries of \\d+ bytes were dropped: they came faster than this file could be written$`,
      ),
    );
    expect(told).to.deep.equal([`${path}: ${note?.text}`]);
  });
});
