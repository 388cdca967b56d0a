import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect } from 'chai';
import { runCli } from '../cli/run-cli.js';
import { readFixtures, readKnownFailing, verdicts } from '../../src/conformance/index.js';

const page = readFileSync('docs/conformance.md', 'utf8');
const [fixtures, knownFailing, workflow, job] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!);

describe('The guide to the conformance suite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'guide-'));
  const file = join(directory, 'example.yaml');

  after(() => rmSync(directory, { recursive: true }));

  it('shows a fixtures file that is one', async () => {
    writeFileSync(file, fixtures!);
    expect((await readFixtures(file)).builds.succeeds).to.deep.equal({ contextPath: '/srv/fixtures/ok' });
  });

  it('shows a known-failing file that is one', async () => {
    writeFileSync(file, knownFailing!);
    expect((await readKnownFailing(file)).map(({ id }) => id)).to.deep.equal(['STATUS-012']);
  });

  it('explains every verdict', () => {
    for (const verdict of verdicts)
      expect(page, `docs/conformance.md has no row for the verdict ${verdict}`).to.contain(`| \`${verdict}\` |`);
  });

  /** Runs the shards of a worked example on the fake, a few requirements of each, and merges their reports as it does. */
  async function runsInShards(count: number, commandOf: (shard: number) => string): Promise<void> {
    const only = 'INFO-001,INFO-002,LIST-001,LIST-006,BUILD-002,BUILD-005,STATUS-001,BUILD-001,DISC-001';
    const reports: string[] = [];
    for (let shard = 1; shard <= count; shard += 1) {
      const [, flags = expect.fail()] = /^npx buildx-testkit (conformance [^;]*)/.exec(commandOf(shard)) ?? [];
      const onTheFake = flags
        .replace(/--target \S+/, '--target fake')
        .replace(/ --fixtures \S+/, '')
        .replace(/json=(\S*?)([^/\s]+)$/m, (_, _directory, name: string) => `json=${join(directory, name)}`);
      reports.push(/json=(.*)/.exec(onTheFake)![1]!.trim());
      const { code, err } = await runCli([...onTheFake.trim().split(/\s+/), '--only', only, '--runs', '1']);
      expect({ code, err }).to.deep.equal({ code: 0, err: '' });
    }
    const merged = await runCli(['conformance', 'merge', ...reports]);
    expect(merged.code, merged.err).to.equal(0);
    expect(merged.out).to.match(/^9 requirements in .*: 9 pass$/m);
  }

  it('divides a run among the jobs of a matrix', async () => {
    const { jobs } = parse(workflow!) as Workflow;
    const { matrix } = jobs.shard.strategy;
    const { run } = jobs.shard.steps.find((step) => step.name !== undefined)!;
    await runsInShards(matrix.shard.length, (shard) =>
      run!.replaceAll('${{ matrix.shard }}', `${shard}`).replaceAll('${{ github.run_number }}', '512'),
    );
    expect(jobs.merge.steps.at(-1)!.run).to.match(/^npx buildx-testkit conformance merge /);
  });

  it('divides a run among the pods of an indexed job', async () => {
    const { spec } = parse(job!) as IndexedJob;
    const { args } = spec.template.spec.containers[0]!;
    await runsInShards(spec.completions, (shard) =>
      args[0]!
        .replaceAll('$((JOB_COMPLETION_INDEX + 1))', `${shard}`)
        .replaceAll('$JOB_COMPLETION_INDEX', `${shard - 1}`),
    );
  });
});

interface Workflow {
  readonly jobs: {
    readonly shard: { readonly strategy: { readonly matrix: { readonly shard: number[] } }; readonly steps: Step[] };
    readonly merge: { readonly steps: Step[] };
  };
}

interface Step {
  readonly name?: string;
  readonly run?: string;
}

interface IndexedJob {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: { readonly args: string[] }[] } };
  };
}
