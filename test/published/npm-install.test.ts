import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ran } from '../runners/ran.js';
import { unmet } from '../unmet.js';
import { linkBeside, npmInstalled, type NpmInstalled } from './npm-install.js';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly exports: object };
/** Without those that are for a runner's hooks, or need a package that is optional. */
const entries = Object.keys(exports)
  .filter((name) => !/package\.json|container|\/setup$/.test(name))
  .map((name) => name.replace('.', 'buildx-testkit'));

const loadsAll = `
const empty = modules.filter((module) => Object.keys(module).length === 0);
console.log(modules.length, empty.length);
`;
const files = {
  'all.mjs': `const modules = await Promise.all(${JSON.stringify(entries)}.map((entry) => import(entry)));${loadsAll}`,
  'all.cjs': `const modules = ${JSON.stringify(entries)}.map((entry) => require(entry));${loadsAll}`,
};

/** What `init` is told, of which types of projects, and how the runner counts the test that it writes. */
const runners: readonly (readonly [runner: string, types: readonly string[], counts: RegExp])[] = [
  ['mocha', ['module', 'commonjs'], /1 passing/],
  ['vitest', ['module'], /1 passed/],
  ['jest', ['commonjs'], /1 passed, 1 total/],
  ['node', ['module', 'commonjs'], /pass 1/],
];

/** How far what is installed may be from what the README says, before somebody has to look. */
const tolerance = 0.05;

describe('Installed by npm, with nothing beside it that it does not ask for', function () {
  // npm packs, and installs some fifty packages; others start a runner.
  this.timeout('120s');
  let project: NpmInstalled;

  before(async function () {
    try {
      project = await npmInstalled();
    } catch (error) {
      unmet(this, `npm cannot install the package here: ${String(error)}`);
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project.directory, name), text);
  });

  after(() => project?.[Symbol.dispose]());

  for (const file of ['all.mjs', 'all.cjs']) {
    it(`has all that its entry points load: ${file}`, async () => {
      const { output } = await ran(project.directory, 'node', '--no-warnings', file);
      expect(output).to.equal(`${entries.length} 0\n`);
    });
  }

  it('has all that the suite and its reports need', async () => {
    const { output } = await ran(
      project.directory,
      'node',
      cli(),
      ...'conformance --only INFO-001 --report html=-'.split(' '),
    );
    expect(output).to.match(/<html[\s\S]*INFO-001/);
  });

  it('is as big as the README says', () => {
    const said = /unpacks to ([\d.]+) MB; with the (\d+) packages that it needs, it takes ([\d.]+) MB/;
    const [, own, count, all] = said.exec(readFileSync('README.md', 'utf8').replaceAll('\n', ' ')) ?? [];
    const sizes = [...project.bytes.values()];
    const megabytes = (bytes: number): number => bytes / 1e6;
    const advice = 'look what made the difference; if it is meant, say so in the README';
    const ownSize = megabytes(project.bytes.get('buildx-testkit') ?? 0);
    expect(ownSize, advice).to.be.closeTo(Number(own), Number(own) * tolerance);
    const size = megabytes(sizes.reduce((sum, one) => sum + one, 0));
    expect(size, advice).to.be.closeTo(Number(all), Number(all) * tolerance);
    expect(sizes.length - 1, advice).to.equal(Number(count));
  });

  describe('with a first test that its own command writes', () => {
    before(() => linkBeside(project.directory, ['mocha', 'vitest', 'jest', '@jest/globals']));

    for (const [runner, types, counts] of runners) {
      for (const type of types) {
        it(`${runner}, ${type}: passes with the command that is told`, async () => {
          const folder = `${runner}-${type}`;
          mkdirSync(join(project.directory, folder));
          writeFileSync(join(project.directory, folder, 'package.json'), JSON.stringify({ type }));
          const told = await ran(project.directory, 'node', cli(), 'init', '--runner', runner, '--dir', folder);
          const [, command = ''] = /run it:.*&& (.*)$/m.exec(told.output) ?? [];
          const [program = '', ...args] = command.replace(/^npx /, '').split(' ');
          const directory = join(project.directory, folder);
          const { code, output } = await ran(
            directory,
            program,
            ...args,
            ...(runner === 'jest' ? ['--watchman=false'] : []),
          );
          expect(output).to.match(counts);
          expect(code).to.equal(0);
        });
      }
    }
  });
});

/** The command, where npm has put it. */
function cli(): string {
  return 'node_modules/.bin/buildx-testkit';
}
