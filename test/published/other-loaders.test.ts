import { expect } from 'chai';
import { build } from 'esbuild';
import { installed, type Installed } from '../runners/installed.js';
import { ran } from '../runners/ran.js';

const entries = [
  '',
  '/chai',
  '/conformance',
  '/container',
  '/fast-check',
  '/jest',
  '/mocha',
  '/node-test',
  '/protocol',
  '/scenarios',
  '/testing',
  '/vitest',
].map((name) => `buildx-testkit${name}`);

const sameClass = `
const required = require('buildx-testkit');
import('buildx-testkit').then((imported) => {
  console.log(required.FakeController === imported.FakeController, required.RpcError === imported.RpcError);
});
`;

/** Needs what is loaded late: patterns, the schema, YAML, grpc-js and the files that the package brings along. */
const program = `
import { FakeController } from 'buildx-testkit';
import { parseScenario } from 'buildx-testkit/scenarios';
const scenario = parseScenario('builds: [{ when: { contextPath: { pattern: "^/src" } } }]');
const fake = await FakeController.start({ scenario });
await fake.client().build({ contextPath: '/src/app' });
const grpcJs = fake.channel.getTarget();
await fake.stop();
console.log('built', typeof grpcJs);
`;

/** Jest knows no modules: what it requires is the CommonJS of every entry point. */
const suite = `
for (const entry of ${JSON.stringify(entries)}) {
  it('loads ' + entry, () => expect(Object.keys(require(entry))).not.toEqual([]));
}
it('writes every report', async () => {
  const { openTarget, reportFormats, runConformance } = require('buildx-testkit/conformance');
  const target = await openTarget('fake', {});
  const report = await runConformance(target, { only: ['INFO-001'] });
  await target.close();
  const texts = Object.entries(reportFormats).map(([name, format]) => [name, format(report)]);
  // GitHub is told of violations alone.
  const silent = texts.filter(([, text]) => !/INFO-001|1 requirements/.test(text));
  expect(silent).toEqual([['github', '']]);
});
it('tells what it throws by its class', async () => {
  const { FakeController, RpcError } = require('buildx-testkit');
  const fake = await FakeController.start();
  await expect(fake.client().rpc.inspect({ ref: 'nobody' })).rejects.toBeInstanceOf(RpcError);
  await fake.stop();
});
`;

describe('The package, where modules are not what is loaded', function () {
  // Each starts a program, some of which start others.
  this.timeout('60s');
  let project: Installed;

  before(async () => {
    project = await installed({
      'package.json': '{}',
      'same-class.cjs': sameClass,
      'entries.test.js': suite,
    });
  });

  after(() => project[Symbol.dispose]());

  it('is loaded by a program on the command line, which has a global __filename', async () => {
    const loads = "import('buildx-testkit').then(({ FakeController }) => console.log(typeof FakeController.start))";
    const { output } = await ran(project.directory, 'node', '-e', loads);
    expect(output).to.equal('function\n');
  });

  it("is one and the same for Node's require and import: errors keep their class", async () => {
    const { output } = await ran(project.directory, 'node', '--no-warnings', 'same-class.cjs');
    expect(output).to.equal('true true\n');
  });

  it('is loaded by Jest as it comes, each of its entry points', async () => {
    const { code, output } = await ran(project.directory, 'jest', '--watchman=false', 'entries.test.js');
    expect(output).to.match(/Tests: +14 passed, 14 total/, output);
    expect(code).to.equal(0);
  });

  it('works in a bundle of CommonJS that esbuild makes', async () => {
    await build({
      absWorkingDir: project.directory,
      stdin: {
        contents: `(async () => {${program.replace(/^import .*$/gm, '')}})();`.replace(/^/, imports(program)),
        resolveDir: project.directory,
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: 'bundle.cjs',
      logLevel: 'silent',
    });
    const { code, output } = await ran(project.directory, 'node', 'bundle.cjs');
    expect(output).to.equal('built string\n');
    expect(code).to.equal(0);
  });
});

function imports(text: string): string {
  return `${(text.match(/^import .*$/gm) ?? []).join('\n')}\n`;
}
