import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { reportFormats } from '../../../src/conformance/report/formats.js';
import { runCli } from '../../cli/run-cli.js';

describe('the forms of a report', () => {
  const directory = mkdtempSync(join(tmpdir(), 'formats-'));
  const file = (name: string): string => join(directory, name);
  const read = (name: string): string => readFileSync(file(name), 'utf8');

  after(() => rmSync(directory, { recursive: true }));

  it('are all written by the command line, for people with the command that replays', async () => {
    const formats = Object.keys(reportFormats);
    expect(formats).to.deep.equal(['json', 'junit', 'tap', 'html', 'markdown', 'github']);
    const { code } = await runCli([
      ...['conformance', '--mutant', 'list-doubles', '--only', 'LIST-003', '--seed', '1'],
      ...formats.flatMap((format) => ['--report', `${format}=${file(format)}`]),
    ]);
    expect(code).to.equal(1);
    for (const format of formats) expect(read(format), format).to.contain('LIST-003');
    expect(read('tap')).to.match(/^TAP version 14\n/);
    expect(read('html')).to.match(
      />buildx-testkit conformance [^<]*--mutant list-doubles[^<]* --only LIST-003 --seed 1/,
    );
  });

  it('are named by the help', async () => {
    const { out } = await runCli(['conformance', '--help']);
    expect(out.replace(/\s+/g, ' ')).to.contain(`formats: ${Object.keys(reportFormats).join(', ')}`);
  });
});
