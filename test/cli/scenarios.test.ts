import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.js';

describe('buildx-testkit scenarios validate', () => {
  it('says what a good file holds', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
    const file = join(directory, 'good.yaml');
    writeFileSync(file, 'builds:\n  - vertices:\n      - { name: "[1/1] RUN make", takes: 3s }\n');
    const result = await runCli(['scenarios', 'validate', file]);
    rmSync(directory, { recursive: true });
    expect(result).to.deep.equal({ code: 0, out: `${file} is good: 1 build, 0 programs\n`, err: '' });
  });
});
