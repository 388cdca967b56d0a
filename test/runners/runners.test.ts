import { expect } from 'chai';
import { installed, type Installed } from './installed.js';
import { ran } from './ran.js';
import { importPackage, requirePackage, suiteSource } from './suite-source.js';

const sinon = {
  head: `import sinon from 'sinon';\n${importPackage}`,
  fakeTimers: 'sinon.useFakeTimers();',
  realTimers: 'sinon.restore();',
  // Sinon stops process.nextTick, too, for Node's own sockets as for everybody.
  sockets: false,
};

const files = {
  'package.json': '{}',
  'mocha.mjs': suiteSource(sinon),
  'node.mjs': suiteSource({
    head: `import { it, mock } from 'node:test';\n${importPackage}`,
    fakeTimers: 'mock.timers.enable();',
    realTimers: 'mock.timers.reset();',
  }),
  'vitest.test.mjs': suiteSource({
    head: `import { it, vi } from 'vitest';\n${importPackage}`,
    fakeTimers: 'vi.useFakeTimers();',
    realTimers: 'vi.useRealTimers();',
  }),
  'jest.test.js': suiteSource({
    head: requirePackage,
    fakeTimers: 'jest.useFakeTimers();',
    realTimers: 'jest.useRealTimers();',
  }),
};

interface Runner {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** How it counts one test that passed, and one that failed. */
  readonly counts: readonly RegExp[];
}

const runners: readonly Runner[] = [
  { name: 'mocha', command: ['mocha', 'mocha.mjs'], counts: [/1 passing/, /1 failing/] },
  {
    name: 'mocha, reporting in JSON',
    command: ['mocha', '--reporter', 'json', 'mocha.mjs'],
    counts: [/"passes": 1/, /"failures": 1/],
  },
  {
    name: 'mocha, in parallel',
    command: ['mocha', '--parallel', '--jobs', '2', 'mocha.mjs', 'empty.mjs'],
    counts: [/1 passing/, /1 failing/],
  },
  { name: 'node:test', command: ['node', '--test', 'node.mjs'], counts: [/pass 1/, /fail 1/] },
  { name: 'vitest', command: ['vitest', 'run', 'vitest.test.mjs'], counts: [/1 failed \| 1 passed/] },
  {
    name: 'vitest, reporting in JSON',
    command: ['vitest', 'run', 'vitest.test.mjs', '--reporter', 'json'],
    counts: [/"numPassedTests":1/, /"numFailedTests":1/],
  },
  { name: 'jest', command: ['jest', '--watchman=false', 'jest.test.js'], counts: [/1 failed, 1 passed, 2 total/] },
  {
    name: 'jest, reporting in JSON',
    command: ['jest', '--watchman=false', 'jest.test.js', '--json'],
    counts: [/"numPassedTests":1/, /"numFailedTests":1/],
  },
];

describe("In somebody's runner", function () {
  // Each starts Node, and a runner in it, and that starts workers.
  this.timeout('60s');
  let project: Installed;

  before(async () => {
    project = await installed({ ...files, 'empty.mjs': '' });
  });

  after(() => project[Symbol.dispose]());

  for (const { name, command, counts } of runners) {
    it(`${name}: what fails is red, and says why; what waits for the fake does not hang`, async () => {
      const { code, output } = await ran(project.directory, ...command);
      for (const count of counts) expect(output).to.match(count);
      expect(output).to.include('exit code: 2');
      expect(code).to.equal(1);
    });
  }
});
