import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface MochaJson {
  readonly passes: readonly { readonly title: string; readonly currentRetry: number }[];
  readonly pending: readonly { readonly title: string }[];
  readonly failures: readonly { readonly title: string; readonly err: { readonly message: string } }[];
}

describe('describeConformance', () => {
  let result: MochaJson;
  before(async () => {
    const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
    const suite = fileURLToPath(new URL('./a-mocha-suite.js', import.meta.url));
    // Exits with the number of failures.
    const out = await new Promise<string>((resolve) => {
      execFile(process.execPath, [mocha, '--no-config', '--retries', '2', '--reporter', 'json', suite], (_, stdout) =>
        resolve(stdout),
      );
    });
    result = JSON.parse(out.slice(out.indexOf('{'))) as MochaJson;
  });

  it('makes a test of each requirement, titled by its ID', () => {
    expect(result.passes.map(({ title }) => title)).to.deep.equal([
      'the fixtures do what they must',
      'TEST-001 Passes.',
      'after all: closed',
    ]);
  });

  it('leaves pending what is skipped, of another revision, or a violated SHOULD', () => {
    expect(result.pending.map(({ title }) => title)).to.deep.equal([
      'TEST-003 Is a violated SHOULD.',
      'TEST-004 Lacks something.',
      'TEST-005 Is of another revision.',
    ]);
  });

  it('fails with the violation and its steps, without trying again', () => {
    expect(result.failures.map(({ title }) => title)).to.deep.equal([
      'TEST-002 Is violated.',
      'TEST-006 Never came up.',
    ]);
    const [message = '', diagram = ''] = result.failures[0]?.err.message.split(/\n(?= +ms\n)/) ?? [];
    expect(message.replace(/"seed":-?\d+/, '"seed":1').split('\n')).to.deep.equal([
      "TEST-002 violated: the listed refs: expected [], seen [ 'left-over' ]",
      'source: a test',
      'replay: describeConformance(…, { replay: [{"id":"TEST-002","seed":1,"path":""}] })',
      '1. List #1 {}',
      "2. List #1 answers OK { refs: [ 'left-over' ] }",
    ]);
    expect(diagram).to.contain("├◀── { refs: [ 'left-over' ] }");
  });
});
