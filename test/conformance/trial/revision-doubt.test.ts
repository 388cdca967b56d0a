import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { reportFormats } from '../../../src/conformance/report/formats.js';
import { FakeController } from '../../../src/index.js';
import { runCli } from '../../cli/run-cli.js';

describe('a revision that is given', () => {
  const directory = mkdtempSync(join(tmpdir(), 'revision-doubt-'));
  after(() => rmSync(directory, { recursive: true }));
  const formats = Object.keys(reportFormats);

  /** The report in every form, the terminal's first, of a controller whose `Info` names this version. */
  async function reports(version: string, revision: string): Promise<readonly string[]> {
    await using fake = await FakeController.start({ info: { version, revision: '' } });
    const target = await fake.listen();
    const files = formats.map((format) => `${format}=${join(directory, format)}`);
    const { out } = await runCli([
      ...['conformance', '--target', target, '--revision', revision, '--only', 'INFO-001'],
      ...files.flatMap((file) => ['--report', file]),
    ]);
    return [out, ...formats.map((format) => readFileSync(join(directory, format), 'utf8'))];
  }

  for (const version of ['v0.13.1', 'v0.18.0']) {
    it(`is doubted in every report where Info names a release of another: ${version}`, async () => {
      for (const report of await reports(version, '2023-04')) {
        expect(report).to.match(/revision 2023-04 was given, but Info names .{1,20}v0\..{1,20}, a release of another/);
      }
    });
  }

  for (const version of ['v0.13.1', 'v9-mine']) {
    it(`is not doubted where Info names one of its own, or none: ${version}`, async () => {
      for (const report of await reports(version, '0.12')) expect(report).to.not.contain('was given, but');
    });
  }
});
