import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRevision } from '../../src/protocol/revision.js';
import type { Report } from '../../src/conformance/engine/report.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { runCli } from './run-cli.js';

/** A SHOULD that the fake violates when it has this quirk. */
const quirky = ['--quirks', 'status-waits-after-build', '--only', 'STATUS-006', '--timeout', '200ms'];

describe('buildx-testkit conformance', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));
  const file = (name: string): string => join(directory, name);
  const read = (name: string): string => readFileSync(file(name), 'utf8');

  it('runs against the embedded fake when no target is given, and prints a table', async () => {
    const { code, out, err } = await runCli(['conformance', '--only', 'INFO-001,LIST-001', '--seed', '3']);
    expect(err).to.equal('');
    expect(code).to.equal(0);
    expect(out).to.match(/^fake in this process: .*\nrevision 2023-04, quirks none, seed 3\n/);
    expect(out).to.match(/^INFO-001 +MUST +pass +1 +[\d.]+ m?s {2}\S.*$/m);
    expect(out).to.match(/^2 requirements in [\d.]+ s: 2 pass$/m);
  });

  // The others are gone through in test/conformance/requirements/on-the-fake.test.ts.
  for (const revision of [defaultRevision, '0.18'] as const) {
    it(`finds nothing wrong with the fake without quirks in revision ${revision}`, async function () {
      // The suite is to be through on the fake in this process by then.
      this.timeout('15s');
      const { code, out } = await runCli([
        'conformance',
        '--strict',
        '--level',
        'should',
        '--runs',
        '1',
        // Of some seeds a single run draws a sequence in which nothing happens, and ends as not exercised.
        '--seed',
        '7',
        '--revision',
        revision,
      ]);
      expect(code, out).to.equal(0);
    });
  }

  it('shows a violated SHOULD, and fails for it only under --strict', async () => {
    const lenient = await runCli(['conformance', ...quirky]);
    expect(lenient.code).to.equal(0);
    expect(lenient.out).to.match(/^STATUS-006 violated \(SHOULD\): /m);
    expect((await runCli(['conformance', ...quirky, '--strict'])).code).to.equal(1);
  });

  it('prints a command that replays the violation', async () => {
    const { out } = await runCli(['conformance', ...quirky, '--seed', '9']);
    const [, command = ''] = /^ {2}replay +buildx-testkit (.*)$/m.exec(out) ?? [];
    expect(command).to.equal(
      'conformance --target fake --quirks status-waits-after-build --timeout 200ms --only STATUS-006 --seed 9',
    );
    const again = await runCli(command.split(' '));
    expect(caseIn(again.out)).to.equal(caseIn(out));
  });

  it('replays the counterexamples of a JSON report', async () => {
    const report = ['--report', `json=${file('first.json')}`];
    await runCli(['conformance', ...quirky, '--seed', '9', ...report]);
    const { code, out } = await runCli([
      'conformance',
      ...quirky.slice(0, 2),
      '--timeout',
      '200ms',
      '--replay',
      file('first.json'),
    ]);
    expect(code).to.equal(0);
    expect(out).to.match(/^1 requirement in [\d.]+ s: 1 violated$/m);
    const mended = await runCli(['conformance', '--replay', file('first.json')]);
    expect(mended.out).to.match(/: 1 pass$/m);
  });

  it('replays them in the revision in which they were found', async () => {
    const found = [
      '--revision',
      '0.12',
      '--quirks',
      'all',
      '--timeout',
      '200ms',
      '--report',
      `json=${file('0.12.json')}`,
    ];
    await runCli(['conformance', '--only', 'STATUS-006', ...found]);
    const again = ['--quirks', 'all', '--timeout', '200ms', '--report', `json=${file('again.json')}`];
    await runCli(['conformance', '--replay', file('0.12.json'), ...again]);
    expect(JSON.parse(read('again.json'))).to.have.property('revision', '0.12');
  });

  it('writes every report that was asked for', async () => {
    const reports = ['--report', `json=${file('r.json')}`, '--report', `junit=${file('r.xml')}`];
    await runCli(['conformance', ...quirky, ...reports]);
    const report = JSON.parse(read('r.json')) as Report;
    expect(report).to.deep.include({ schema: 1, revision: '2023-04', quirks: ['status-waits-after-build'] });
    expect(report.requirements).to.have.length(1);
    expect(report.requirements[0]).to.include({ id: 'STATUS-006', level: 'SHOULD', verdict: 'violated' });
    expect(read('r.xml')).to.contain('<testcase classname="conformance.SHOULD" name="STATUS-006 ');
  });

  it('prints a report for programs on stdout, where FILE is -, and that for people on stderr', async () => {
    const { out, err } = await runCli(['conformance', '--only', 'INFO-001', '--report', 'json=-']);
    expect((JSON.parse(out) as Report).requirements.map(({ id }) => id)).to.deep.equal(['INFO-001']);
    expect(err).to.match(/^1 requirement in .*: 1 pass$/m);
  });

  it('tells of a violation as soon as it is found, and ends after as many as --bail says', async () => {
    const only = ['--only', 'STATUS-006,LIST-001', '--timeout', '200ms'];
    const { code, out, err } = await runCli([
      'conformance',
      '--quirks',
      'status-waits-after-build',
      ...only,
      '--strict',
      '--bail',
    ]);
    expect(code).to.equal(1);
    expect(err).to.match(/^STATUS-006 violated \(SHOULD\): .*\n {2}.*: expected .*, seen .*\n/m);
    expect(out).to.match(/the run ended early: 1 requirement is violated, after which it was to end/);
  });

  it('annotates a run of GitHub Actions, and adds Markdown to its summary', async () => {
    writeFileSync(file('summary.md'), 'before\n');
    const env = { GITHUB_STEP_SUMMARY: file('summary.md') };
    const { out } = await runCli(['conformance', ...quirky, '--strict', '--report', 'github'], env);
    expect(out).to.match(/^::error title=STATUS-006 violated%3A /m);
    expect(out).to.match(/^1 requirement in /m);
    expect(read('summary.md')).to.match(/^before\n## Conformance of [^]*```mermaid\n/);
  });

  it('takes known failures as expected, and fails for one that passes', async () => {
    writeFileSync(file('known.yaml'), '- { id: STATUS-006, signature: still open, reason: upstream polls for ever }\n');
    const known = ['--known-failing', file('known.yaml')];
    const expected = await runCli(['conformance', ...quirky, '--strict', ...known]);
    expect(expected.out).to.match(/^STATUS-006 expected: upstream polls for ever$/m);
    expect(expected.code).to.equal(0);
    const stale = await runCli(['conformance', '--only', 'STATUS-006', ...known]);
    expect(stale.out).to.match(/^STATUS-006 stale: it passes/m);
    expect(stale.code).to.equal(1);
  });

  it('ends with 4 when all that was selected is skipped', async () => {
    const { code, out } = await runCli(['conformance', '--only', 'INFO-001', '--skip', 'INFO-001']);
    expect(out).to.match(/^INFO-001 skipped: left out on request$/m);
    expect(code).to.equal(4);
  });

  it('lists the requirements, the ID first, of a level and a revision', async () => {
    const lines = async (...flags: string[]): Promise<string[]> => {
      const { code, out } = await runCli(['conformance', '--list', ...flags]);
      expect(code).to.equal(0);
      return out.trimEnd().split('\n');
    };
    const all = await lines();
    expect(all).to.have.length.greaterThan(100);
    for (const line of all) expect(line).to.match(/^[A-Z]+-\d{3} (MUST|SHOULD|OBSERVED) \S/);
    const must = await lines('--level', 'must', '--revision', '0.12');
    expect(must).to.deep.equal(all.filter((line) => line.includes(' MUST ') && must.includes(line)));
    expect(must).to.have.length.within(60, all.length - 1);
  });

  it('holds a controller at an address against the requirements of the revision that it says it has', async () => {
    await using fake = await FakeController.start({ revision: '0.12', clock: 'real' });
    const address = await fake.listen();
    const { code, out } = await runCli(['conformance', '--target', address, '--only', 'INFO-001,INSPECT-001']);
    expect(code).to.equal(0);
    expect(out).to.contain(`address ${address}: github.com/docker/buildx v0.13.1`);
    expect(out).to.contain('revision 0.12, seed');
  });

  it('wants --revision when that cannot be told', async () => {
    const info = { version: 'mine', revision: 'x' };
    await using fake = await FakeController.start({ clock: 'real', revision: '0.14', info });
    const address = await fake.listen();
    const { code, err } = await runCli(['conformance', '--target', address]);
    expect(code).to.equal(2);
    expect(err).to.equal(
      `buildx-testkit: the controller at ${address} calls itself "github.com/docker/buildx mine x", ` +
        'whose protocol is not known, and answers as 0.12 and 0.14 do: pass --revision\n',
    );
    const flags = ['--revision', 'v0.15.1', '--only', 'INFO-001'];
    expect((await runCli(['conformance', '--target', address, ...flags])).code).to.equal(0);
  });

  for (const revision of ['2023-04', '0.11', '0.18'] as const) {
    it(`finds out that a controller of nobody knows which version speaks ${revision}`, async () => {
      const info = { version: 'mine', revision: 'x' };
      await using fake = await FakeController.start({ clock: 'real', revision, info });
      const { code, out } = await runCli(['conformance', '--target', await fake.listen(), '--only', 'INFO-001']);
      expect(code).to.equal(0);
      expect(out).to.contain(`revision ${revision}, seed`);
    });
  }

  it('asks a target for the builds of a fixtures file, and skips what has none', async () => {
    writeFileSync(file('fixtures.json'), '{ "builds": { "succeeds": { "contextPath": "/mine", "target": "all" } } }');
    await using fake = await FakeController.start({ clock: 'real' });
    const address = await fake.listen();
    const flags = ['--fixtures', file('fixtures.json'), '--only', 'BUILD-002,BUILD-005,PROC-017,INVOKE-010'];
    const { out } = await runCli(['conformance', '--target', address, ...flags]);
    expect(out).to.match(/^INVOKE-010 skipped: the target lacks programs$/m);
    expect(out).to.match(/^BUILD-005 skipped: the target lacks builds\.failsEarly$/m);
    expect(out).to.match(/^BUILD-002 +MUST +pass/m);
    expect(fake.journal.toText()).to.contain('/mine');
  });

  it('restarts a target at an address by the command that it was given', async () => {
    await using fake = await FakeController.start({ clock: 'real' });
    const address = await fake.listen();
    const flags = ['--only', 'BUILD-016', '--restart-command', `echo restarted >> ${file('restarts')}`];
    const { code, out } = await runCli(['conformance', '--target', address, ...flags]);
    expect(out).to.match(/^BUILD-016 +SHOULD +violated/m);
    expect(code).to.equal(0);
    expect(read('restarts')).to.equal('restarted\n');
  });
});

/** The page of a violation, with the names that differ from run to run made equal. */
function caseIn(out: string): string {
  // The diagram tells the time.
  const [page = ''] = /^STATUS-006 violated [^]*?(?=\n +ms\n)/m.exec(out) ?? [];
  expect(page).to.contain('replay');
  return page.replace(/-[0-9a-f]{8}-\d+/g, '').replace(/@[\d.]+/g, '');
}
