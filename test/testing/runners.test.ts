import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readJournal } from '../../src/index.js';
import { installed, type Installed } from '../runners/installed.js';
import { ran, type Ran } from '../runners/ran.js';
import { matcherSource, ofModule, suiteSource, withFakes, type Words } from './runners-source.js';

const imports = "import { build, FakeController, vertex } from 'buildx-testkit';";
const fakesOf = (runner: string) => `import { withFakes } from 'buildx-testkit/${runner}';`;
const matchersOf = (runner: string) => `import { matchers } from 'buildx-testkit/${runner}';`;

const mocha: Words = { head: `${imports}\nimport { fakeController } from 'buildx-testkit/mocha';`, test: ofModule };
const jest: Words = {
  head: "const { build, vertex } = require('buildx-testkit');\nconst { withFakes } = require('buildx-testkit/jest');",
  test: withFakes,
};

const files = {
  'package.json': '{}',
  'mocha.mjs': suiteSource(mocha),
  'others.mjs': suiteSource(mocha).replace('a suite', 'others'),
  'node.mjs': suiteSource({
    head: `import { describe, it } from 'node:test';\n${imports}\n${fakesOf('node-test')}`,
    test: withFakes,
  }),
  'vitest.test.mjs': suiteSource({
    head: `import { describe, it } from 'vitest';\n${imports}\n${fakesOf('vitest')}`,
    test: withFakes,
  }),
  'jest.test.js': suiteSource(jest),
  'matchers-vitest.test.mjs': matcherSource(
    `import { expect, it } from 'vitest';\n${imports}\n${matchersOf('vitest')}`,
  ),
  'matchers-jest.test.js': matcherSource(
    "const { FakeController } = require('buildx-testkit');\nconst { matchers } = require('buildx-testkit/jest');",
  ),
};

const hooks = ['--require', 'buildx-testkit/mocha'];

interface Runner {
  readonly command: readonly [string, ...string[]];
  /** How it counts. */
  readonly counts: readonly RegExp[];
}

const runners: Readonly<Record<string, Runner>> = {
  mocha: { command: ['mocha', ...hooks, 'mocha.mjs'], counts: [/3 passing/, /3 failing/] },
  'mocha in parallel': {
    command: ['mocha', ...hooks, '--parallel', '--jobs', '1', 'mocha.mjs', 'others.mjs'],
    counts: [/6 passing/, /6 failing/],
  },
  'node:test': { command: ['node', '--test', 'node.mjs'], counts: [/pass 3/, /fail 3/] },
  vitest: { command: ['vitest', 'run', '--dir', '.', 'vitest.test.mjs'], counts: [/3 failed \| 3 passed/] },
  jest: { command: ['jest', '--watchman=false', 'jest.test.js'], counts: [/3 failed, 3 passed, 6 total/] },
};

describe('The fakes of a test', function () {
  // Each starts Node, and a runner in it, and that starts workers.
  this.timeout('120s');
  let project: Installed;

  before(async () => {
    project = await installed(files);
  });

  after(() => project[Symbol.dispose]());

  for (const [name, { command, counts }] of Object.entries(runners)) {
    describe(name, () => {
      let result: Ran;

      before(async () => {
        result = await ran(project.directory, ...command);
      });

      it('fail the tests that leave something behind, and no others', () => {
        for (const count of counts) expect(result.output).to.match(count);
        expect(result.output).to.match(/the fake is not quiescent: 1 left\s+open call +Status#1/);
        expect(result.output).to.match(/unknown request +the build of session/);
        expect(result.code).to.equal(1);
      });

      it('are told of where a test fails: journal, diagram and seed', () => {
        expect(result.output).to.include('exit code: 2');
        expect(result.output).to.match(/Build#\d -> \{ref: "\w+", options: \{contextPath: ".", target: "known"\}\}/);
        expect(result.output).to.match(/┌ Build #\d/);
        expect(result.output).to.match(/FakeController\.start\(\{ seed: \d+, … \}\)/);
      });

      it('are the same again by the command that is told', async function () {
        if (name === 'mocha in parallel') this.skip();
        const [, line = ''] = /run it again: (.*badly.*)$/m.exec(result.output) ?? [];
        const again = await ran(project.directory, 'node', '-e', shell(line));
        const seeds = (text: string) => new Set([...text.matchAll(/seed: (\d+), …/g)].map(([, seed]) => seed));
        expect(seeds(again.output)).to.have.lengthOf(1);
        expect(seeds(result.output)).to.include.keys(...seeds(again.output));
        expect(again.output).to.not.include('not quiescent');
        expect(again.output).to.include('exit code: 2');
      });
    });
  }

  it('are written to a file each where a test fails, for those who ask', async () => {
    process.env['BUILDX_TESTKIT_TRACES'] = 'traces';
    try {
      await ran(project.directory, 'mocha', ...hooks, 'mocha.mjs');
    } finally {
      delete process.env['BUILDX_TESTKIT_TRACES'];
    }
    const traces = readdirSync(join(project.directory, 'traces')).toSorted();
    expect(traces.map((file) => file.replace(/-\w+\.jsonl$/, ''))).to.deep.equal([
      'a-suite-asks-for-what-no-script-knows',
      'a-suite-fails-badly',
      'a-suite-leaves-a-call',
    ]);
    const entries = readJournal(readFileSync(join(project.directory, 'traces', traces[1]!), 'utf8'));
    expect(entries.map(({ rpc }) => rpc)).to.include('Build');
  });

  it('are asked for in vain without the hooks', async () => {
    const { output } = await ran(project.directory, 'mocha', 'mocha.mjs', '-f', 'passes');
    expect(output).to.include('give mocha --require buildx-testkit/mocha');
  });

  for (const [name, command, counts] of [
    ['vitest', ['vitest', 'run', 'matchers-vitest.test.mjs'], /1 failed \| 1 passed/],
    ['jest', ['jest', '--watchman=false', 'matchers-jest.test.js'], /1 failed, 1 passed, 2 total/],
  ] as const) {
    it(`have matchers for ${name}`, async () => {
      const { output } = await ran(project.directory, ...command);
      expect(output).to.match(counts);
      expect(output).to.match(
        /expected a request of Build, and no Build came\s+the end of the journal:\s+1 0\.000s List#1/,
      );
    });
  }
});

/** Runs a line as a shell would, with the programs that are here in place of those that npx finds. */
function shell(line: string): string {
  const bin = join(process.cwd(), 'node_modules/.bin');
  const command = line.replace(/^npx (\S+)/, `${bin}/$1`).replace(/^\S+jest/, '$& --watchman=false');
  return `require('child_process').spawnSync(${JSON.stringify(command)}, { shell: true, stdio: 'inherit' })`;
}
