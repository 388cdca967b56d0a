import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const runs = 1500;

describe('the memory of a run', () => {
  for (const kind of ['fake', 'address']) {
    it(`does not grow with the number of executions (${kind})`, async function () {
      // Thousands of executions, and on a socket: about 3 s on an idle machine.
      this.timeout('60s');
      const program = fileURLToPath(new URL('heap-of-a-run.js', import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, kind, String(runs)]);
      const { early, late } = JSON.parse(stdout) as Record<'early' | 'late', { bytes: number; promises: number }>;
      // What is kept of each execution, however little, would be more: the messages of one call are 3 KiB.
      expect(late.bytes - early.bytes, `${early.bytes} to ${late.bytes} bytes`).to.be.below(1024 * 1024);
      // Less than one of each check of a requirement, which has twenty executions.
      expect(late.promises - early.promises, `${early.promises} to ${late.promises} promises`).to.be.below(runs / 50);
    });
  }
});
