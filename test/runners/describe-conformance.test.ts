import { expect } from 'chai';
import { installed, type Installed } from './installed.js';
import { ran } from './ran.js';

const names = 'describeConformance, example, openTarget, Violation';
const importSuite = `import { ${names} } from 'buildx-testkit/conformance';`;

/** Defines three requirements: one that holds, one that is violated, one that the target lacks something for. */
function suiteSource(head: string, options: string): string {
  return `${head}
const requirement = (id, run) => ({ id, title: 'It is so.', level: 'MUST', source: 'a test', check: example(run) });
const requirements = [
  requirement('TEST-001', async (trial) => trial.exercised()),
  requirement('TEST-002', async () => { throw new Violation('the world', 'round', 'flat'); }),
  requirement('TEST-003', async (trial) => trial.lacks('builds.warns')),
];
describeConformance(() => openTarget('fake'), { requirements, reruns: 0, ${options} });
`;
}

const files = {
  'package.json': '{}',
  'mocha.mjs': suiteSource(importSuite, ''),
  'node.mjs': suiteSource(`import * as runner from 'node:test';\n${importSuite}`, 'runner'),
  'vitest.test.mjs': suiteSource(`import * as runner from 'vitest';\n${importSuite}`, 'runner'),
  'jest.test.js': suiteSource(`const { ${names} } = require('buildx-testkit/conformance');`, ''),
};

interface Runner {
  readonly command: readonly [string, ...string[]];
  /** How it counts the two tests that passed, the one that failed, and the one that was skipped. */
  readonly counts: readonly RegExp[];
}

const runners: Readonly<Record<string, Runner>> = {
  mocha: { command: ['mocha', 'mocha.mjs'], counts: [/2 passing/, /1 pending/, /1 failing/] },
  'node:test': { command: ['node', '--test', 'node.mjs'], counts: [/pass 2/, /fail 1/, /skipped 1/] },
  vitest: { command: ['vitest', 'run', 'vitest.test.mjs'], counts: [/1 failed \| 2 passed \| 1 skipped/] },
  // It cannot skip a test that has begun.
  jest: { command: ['jest', '--watchman=false', 'jest.test.js'], counts: [/1 failed, 3 passed, 4 total/] },
};

describe("The requirements in somebody's runner", function () {
  // Each starts Node, and a runner in it, and that starts workers.
  this.timeout('60s');
  let project: Installed;

  before(async () => {
    project = await installed(files);
  });

  after(() => project[Symbol.dispose]());

  for (const [name, { command, counts }] of Object.entries(runners)) {
    it(`${name}: are a test each, and one that is violated says how`, async () => {
      const { code, output } = await ran(project.directory, ...command);
      for (const count of counts) expect(output).to.match(count);
      expect(output).to.include('TEST-002 violated: the world: expected round, seen flat');
      expect(code).to.equal(1);
    });
  }
});
