import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { readJournal } from '../../src/index.js';
import { installed, type Installed } from '../runners/installed.js';
import { ran, type Ran } from '../runners/ran.js';
import { aroundSource, matcherSource, ofModule, suiteSource, withFakes, type Words } from './runners-source.js';

const imports = "import { build, FakeController, vertex } from 'buildx-testkit';";
const fakesOf = (runner: string) => `import { withFakes } from 'buildx-testkit/${runner}';`;
const matchersOf = (runner: string) => `import { matchers } from 'buildx-testkit/${runner}';`;

const mocha: Words = { head: `${imports}\nimport { fakeController } from 'buildx-testkit/mocha';`, test: ofModule };
const jest: Words = {
  head: "const { build, vertex } = require('buildx-testkit');\nconst { withFakes } = require('buildx-testkit/jest');",
  test: withFakes,
};

const setUp = (runner: string) => `import { fakeController } from 'buildx-testkit/${runner}';`;
/** The setup file gives what withFakes gives, and matchers. */
const withSetup: Readonly<Record<string, string>> = {
  'setup/vitest.config.mjs': "export default { test: { setupFiles: ['buildx-testkit/vitest/setup'] } };",
  'setup/jest.config.json': JSON.stringify({ setupFilesAfterEnv: ['buildx-testkit/jest/setup'], injectGlobals: false }),
  'setup/package.json': '{}',
  'setup/hooks.v.test.mjs': suiteSource({
    head: `import { describe, it } from 'vitest';\n${imports}\n${setUp('vitest')}`,
    test: ofModule,
  }),
  'setup/hooks.j.test.js': suiteSource({
    head: `const { describe, it } = require('@jest/globals');
const { build, vertex } = require('buildx-testkit');
const { fakeController } = require('buildx-testkit/jest');`,
    test: ofModule,
  }),
  'setup/around.v.test.mjs': aroundSource(
    `import { afterEach, beforeEach, describe, expect, it } from 'vitest';\n${imports}\n${setUp('vitest')}`,
    `it.fails('has to fail', () => { fake.client().rpc.status({ ref: 'r' }); });
     let times = 0;
     it('fails the first of two times', { repeats: 1 }, async () => {
       if (times++ === 0) throw new Error('the first time');
       await fake.client().rpc.list();
     });`,
  ),
  'setup/around.j.test.js': aroundSource(
    `const { afterEach, beforeEach, describe, expect, it } = require('@jest/globals');
const { build } = require('buildx-testkit');
const { fakeController } = require('buildx-testkit/jest');`,
    `it.failing('has to fail', () => { fake.client().rpc.status({ ref: 'r' }); });
     it.concurrent('asks without hooks', () => fakeController());`,
  ),
};

/** Jest loads a setup file that it is told by the package's name as CommonJS, which tests that are modules do not share. */
const amongModules: Readonly<Record<string, string>> = {
  'modules/package.json': '{}',
  'modules/jest.config.json': JSON.stringify({
    setupFilesAfterEnv: ['./jest.setup.mjs'],
    testMatch: ['**/*.test.mjs'],
  }),
  'modules/jest.setup.mjs': "import 'buildx-testkit/jest/setup';",
  'modules/hooks.test.mjs': suiteSource({ head: `${imports}\n${setUp('jest')}`, test: ofModule }),
};

const files = {
  ...withSetup,
  ...amongModules,
  'package.json': '{}',
  // A file of the project's own, since mocha looks for packages where it is itself, which is not in this project.
  'hooks.mjs': "export { mochaHooks } from 'buildx-testkit/mocha';",
  '.mocharc.json': '{ "require": ["./hooks.mjs"] }',
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
  'expect.v.test.mjs': matcherSource(`import { expect, it } from 'vitest';\n${imports}\n${matchersOf('vitest')}`),
  'expect.j.test.js': matcherSource(
    "const { FakeController } = require('buildx-testkit');\nconst { matchers } = require('buildx-testkit/jest');",
  ),
};

interface Runner {
  /** Where it is run. */
  readonly directory?: string;
  readonly command: readonly [string, ...string[]];
  /** How it counts. */
  readonly counts: readonly RegExp[];
  /** Whether the command that is told is tried; false where another runner has the same. */
  readonly again?: boolean;
  /** Whether it has tests with matchers, too. */
  readonly matchers?: boolean;
  /** Whether it has tests with hooks around them, and several at once. */
  readonly around?: boolean;
}

const runners: Readonly<Record<string, Runner>> = {
  mocha: { command: ['mocha', 'mocha.mjs'], counts: [/3 passing/, /3 failing/] },
  'mocha in parallel': {
    command: ['mocha', '--parallel', '--jobs', '1', 'mocha.mjs', 'others.mjs'],
    counts: [/6 passing/, /6 failing/],
    again: false,
  },
  'node:test': { command: ['node', '--test', 'node.mjs'], counts: [/pass 3/, /fail 3/] },
  vitest: {
    command: ['vitest', 'run', 'vitest.test.mjs', 'expect.v.test.mjs'],
    counts: [/4 failed \| 4 passed/],
    matchers: true,
  },
  'vitest with the setup file': {
    directory: 'setup',
    command: ['vitest', 'run', 'hooks.v.test.mjs', 'around.v.test.mjs'],
    counts: [/7 failed \| 5 passed/],
    around: true,
  },
  'jest with the setup file': {
    directory: 'setup',
    command: ['jest', '--watchman=false', 'hooks.j.test.js', 'around.j.test.js'],
    counts: [/7 failed, 5 passed, 12 total/, /no test is running [\s\S]*give such a test its fakes by withFakes/],
    around: true,
  },
  'jest with tests that are ES modules, and a setup file of their own': {
    directory: 'modules',
    command: [
      'node',
      '--experimental-vm-modules',
      resolve('node_modules/jest/bin/jest.js'),
      '--watchman=false',
      'hooks.test.mjs',
    ],
    counts: [/3 failed, 3 passed, 6 total/],
    again: false,
  },
  jest: {
    command: ['jest', '--watchman=false', 'jest.test.js', 'expect.j.test.js'],
    counts: [/4 failed, 4 passed, 8 total/],
    matchers: true,
  },
};

describe('The fakes of a test', function () {
  // Each starts Node, and a runner in it, and that starts workers.
  this.timeout('120s');
  let project: Installed;

  before(async () => {
    project = await installed(files);
    process.env['BUILDX_TESTKIT_TRACES'] = 'traces';
  });

  after(() => {
    delete process.env['BUILDX_TESTKIT_TRACES'];
    project[Symbol.dispose]();
  });

  for (const [name, runner] of Object.entries(runners)) {
    const { command, counts, again = true, matchers = false, around = false, directory = '.' } = runner;
    describe(name, () => {
      let result: Ran;

      before(async () => {
        result = await ran(join(project.directory, directory), ...command);
      });

      it('fail the tests that leave something behind, and no others', () => {
        for (const count of counts) expect(result.output).to.match(count, result.output);
        expect(result.output).to.match(/the fake is not quiescent: 1 left\s+open call +Status#1/);
        expect(result.output).to.match(/unknown request +the build of session/);
        expect(result.code).to.be.greaterThan(0);
      });

      it('are told of where a test fails: journal, diagram and seed', () => {
        expect(result.output).to.include('exit code: 2');
        expect(result.output).to.match(/Build#\d -> \{ref: "\w+", options: \{contextPath: ".", target: "known"\}\}/);
        expect(result.output).to.match(/┌ Build #\d/);
        expect(result.output).to.match(/FakeController\.start\(\{ seed: \d+, … \}\)/);
      });

      if (again)
        it('are the same again by the command that is told', async () => {
          const [, line = ''] = /run it again: (.*badly.*)$/m.exec(result.output) ?? [];
          const repeated = await ran(join(project.directory, directory), 'node', '-e', shell(line));
          const seeds = (text: string) => new Set([...text.matchAll(/seed: (\d+), …/g)].map(([, seed]) => seed!));
          expect(seeds(repeated.output)).to.have.lengthOf(1);
          expect(seeds(result.output)).to.include.keys(...seeds(repeated.output));
          expect(repeated.output).to.not.include('not quiescent');
          expect(repeated.output).to.include('exit code: 2');
        });

      if (around)
        it('are those of the hooks around the body, too, and are told of where a hook fails, and by no error', () => {
          expect(result.output).to.match(/a text\s+the FakeController of this test; [\s\S]*Build#2/);
          expect(result.output).to.match(/the FakeController of this test was made already/);
        });

      if (around)
        it('are held to nothing in a test that has to fail', () => {
          expect(result.output).to.match(/Expect test to fail|Failing test passed/);
          expect(tracesIn('setup').filter((file) => file.includes('has-to-fail'))).to.deep.equal([]);
        });

      if (matchers)
        it('have matchers beside them', () => {
          expect(result.output).to.match(
            /expected a request of Build, and no Build came\s+the end of the journal:\s+1 0\.000s List#1/,
          );
        });
    });
  }

  it('are asked for in vain without the hooks', async () => {
    const { output } = await ran(project.directory, 'mocha', '--no-config', 'mocha.mjs', '-f', 'passes');
    expect(output).to.include('give mocha --require buildx-testkit/mocha');
  });

  function tracesIn(directory: string): readonly string[] {
    return readdirSync(join(project.directory, directory, 'traces'));
  }

  describe('with a directory for traces', () => {
    it('are told of for the time that fails, of several', () => {
      const [trace = ''] = tracesIn('setup').filter((file) => file.startsWith('without-a-script-fails-the-first'));
      const journal = readFileSync(join(project.directory, 'setup/traces', trace), 'utf8');
      expect(journal).to.not.include('List');
    });

    it('are written to a file each where a test fails, which journals are read from', async () => {
      const traces = tracesIn('.');
      const tests = ['asks-for-what-no-script-knows', 'fails-badly', 'leaves-a-call'];
      expect(new Set(traces.map((file) => file.replace(/-\w+\.jsonl$/, '')))).to.have.keys(
        ['a-suite', 'others'].flatMap((suite) => tests.map((test) => `${suite}-${test}`)),
      );
      const trace = traces.find((file) => file.startsWith('a-suite-fails-badly')) ?? '';
      const entries = await readJournal(readFileSync(join(project.directory, 'traces', trace), 'utf8'));
      expect(entries.map(({ rpc }) => rpc)).to.include('Build');
    });
  });
});

/** Runs a line as a shell would, with the programs that are here in place of those that npx finds. */
function shell(line: string): string {
  const bin = join(process.cwd(), 'node_modules/.bin');
  const command = line.replace(/^npx (\S+)/, `${bin}/$1`).replace(/^\S+jest/, '$& --watchman=false');
  return `require('child_process').spawnSync(${JSON.stringify(command)}, { shell: true, stdio: 'inherit' })`;
}
