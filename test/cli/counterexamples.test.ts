import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.js';

const violating = ['conformance', '--mutant', 'build-replies-twice', '--only', 'BUILD-002', '--seed', '1'];

describe('conformance --counterexamples', () => {
  let directory: string;
  before(() => (directory = mkdtempSync(join(tmpdir(), 'counterexamples-'))));
  after(() => rmSync(directory, { recursive: true }));

  it('writes of each violation what replays it, what serves it, and what happened', async () => {
    const into = join(directory, 'new', 'one');
    const { code, out } = await runCli([...violating, '--counterexamples', into]);
    expect(code).to.equal(1);
    const names = ['BUILD-002.replay.json', 'BUILD-002.scenario.yaml', 'BUILD-002.txt'];
    expect(readdirSync(into).toSorted()).to.deep.equal(names);
    for (const name of names) expect(out).to.contain(`${join(into, name)}\n`);

    const replay = ['--replay', join(into, 'BUILD-002.replay.json')];
    expect((await runCli(['conformance', '--mutant', 'build-replies-twice', ...replay])).code).to.equal(1);
    expect((await runCli(['conformance', ...replay])).code).to.equal(0);
    expect((await runCli(['scenarios', 'validate', join(into, 'BUILD-002.scenario.yaml')])).code).to.equal(0);
    const text = readFileSync(join(into, 'BUILD-002.txt'), 'utf8');
    expect(text).to.match(/^BUILD-002 \(MUST\): .*\n {2}source .*\n[^]*\n {5}1\. [^]*\n {5}ms\n/);
  });

  it('writes nothing where nothing is violated', async () => {
    const into = join(directory, 'good');
    expect((await runCli(['conformance', '--only', 'BUILD-002', '--counterexamples', into])).code).to.equal(0);
    expect(readdirSync(into)).to.deep.equal([]);
  });

  it('is said to be there where it was not asked for', async () => {
    expect((await runCli(violating)).out).to.match(/^--counterexamples DIR writes /m);
  });

  it('is refused before the run where it cannot be written', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const { code, err } = await runCli([...violating, '--counterexamples', file]);
    expect(code).to.equal(2);
    expect(err).to.contain(`cannot write counterexamples to ${file}: `);
    expect(existsSync(join(file, 'BUILD-002.txt'))).to.equal(false);
  });
});
