import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { build, FakeBuildKit, fault, type ScenarioInput, vertex, withBuildx } from 'buildx-testkit';
// Where the programs are that this repository tests with; yours are what `findBuildx` finds.
import { needsProgram, programs } from '../../test/buildx/programs/needs-program.js';
import { ciBuild } from './ci-build.js';
import { isTransient } from './is-transient.js';
import { summaryOf } from './summary.js';

const unavailable =
  'failed to push registry.example.org/app:1: unexpected status from POST request to https://registry.example.org/v2/app/blobs/uploads/: 503 Service Unavailable';

/** A build that comes to nothing because the registry is away. */
const pushFails = build().add(
  vertex('[1/2] FROM docker.io/library/node:22').cached(),
  vertex('[2/2] RUN npm test').takes('40s'),
  vertex('pushing layers').fails(unavailable),
);

for (const name of programs)
  describe(`The CI wrapper, with ${name}`, function () {
    this.timeout('60s');
    let program = '';
    let workspace = '';

    before(async function () {
      program = (await needsProgram(this, name)).path;
      workspace = mkdtempSync(join(tmpdir(), 'ci-wrapper-'));
      mkdirSync(join(workspace, 'docker'));
      writeFileSync(join(workspace, 'docker', 'Dockerfile'), 'from node:22\nCOPY . .\nRUN npm test\n');
    });
    after(() => {
      if (workspace !== '') rmSync(workspace, { recursive: true, force: true });
    });

    /** Builds against the fake, on whose clock the wrapper waits, so that its pauses take no time. */
    async function wrapped(scenario: ScenarioInput, ...args: readonly string[]) {
      await using fake = await FakeBuildKit.start({ scenario });
      await using buildx = await withBuildx(fake, { program });
      const printed: string[] = [];
      const pauses: number[] = [];
      const result = await ciBuild({
        args: [...args, '-f', join(workspace, 'docker', 'Dockerfile'), workspace],
        buildx: [buildx.program],
        env: buildx.env,
        print: (text) => printed.push(...text.replaceAll(`${workspace}/`, '').split('\n')),
        pause: async (ms) => {
          pauses.push(ms);
          await fake.clock.advance(ms);
        },
      });
      fake.assertQuiescent();
      return { result, printed, pauses };
    }

    it('prints what a failed step wrote, and an annotation at its line; and does not try again', async () => {
      const logs = '::error::a step may write what it likes\n503 Service Unavailable\n';
      const fails = build()
        .fromDockerfile()
        .step(/npm test/)
        .takes('40s')
        .logs(logs)
        .exits(1);
      const { result, printed, pauses } = await wrapped({ builds: [fails] });
      const error = 'process "/bin/sh -c npm test" did not complete successfully: exit code: 1';
      const group = printed.indexOf('::group::[3/3] RUN npm test (failed, 40.0s)');
      const [stop = '', ...written] = printed.slice(group + 1, group + 6);
      const [, token] = /^::stop-commands::(\S+)$/.exec(stop) ?? [];
      expect(written).to.deep.equal([...logs.trimEnd().split('\n'), `::${token}::`, error]);
      expect(printed.at(-1)).to.match(
        /^::error file=docker\/Dockerfile,line=3,title=\[3\/3\] RUN npm test::failed to .*solve: process "\/bin\/sh -c npm test" did not complete/,
      );
      expect(printed.join('\n')).to.match(/^::warning file=docker\/Dockerfile,line=1::ConsistentInstructionCasing: /m);
      expect([result.exitCode, result.attempts, pauses]).to.deep.equal([1, 1, []]);
      expect(summaryOf(result))
        .to.match(/^### Image build failed\n/)
        .and.include('docker/Dockerfile:3 |');
    });

    it('tries again when the registry was away, and tells the digest', async () => {
      const { result, printed, pauses } = await wrapped(
        { builds: [pushFails.once(), pushFails.once(), build().fromDockerfile()] },
        ...['--tag', 'registry.example.org/app:1', '--output', 'type=image,push=true'],
      );
      expect([result.exitCode, result.attempts, pauses]).to.deep.equal([0, 3, [1000, 2000]]);
      expect(printed.filter((line) => line.startsWith('::warning title=attempt')).length).to.equal(2);
      expect(printed.join('\n')).to.not.include('::error');
      expect(summaryOf(result))
        .to.match(/^### Image build succeeded, at attempt 3\n/)
        .and.match(
          /\| Image \| (?:docker\.io\/)?registry\.example\.org\/app:1 \|\n\| Digest \| sha256:[0-9a-f]{64} \|/,
        );
    });

    it('tries again when the connection to the builder is lost, but not for ever', async () => {
      const away = fault('Build').atEnd().times(3).fails('UNAVAILABLE', 'the builder is restarted');
      const { result, printed, pauses } = await wrapped({ builds: [build().fromDockerfile()], faults: [away] });
      expect([result.exitCode, result.attempts, pauses]).to.deep.equal([1, 3, [1000, 2000]]);
      expect(result.metadata).to.equal(undefined);
      expect(printed.at(-1)).to.match(/^::error::failed to .*Unavailable: the builder is restarted$/);
    });

    it('is a program, which appends to the summary of the CI', async () => {
      const summary = join(workspace, 'summary.md');
      writeFileSync(summary, 'What was there.\n');
      await using fake = await FakeBuildKit.start({ scenario: { builds: [build().fromDockerfile()] } });
      await using buildx = await withBuildx(fake, { program });
      const args = ['--docker-buildx', buildx.program, '--', '-f', 'docker/Dockerfile', '.'];
      const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.js'), ...args], {
        cwd: workspace,
        env: { ...buildx.env, GITHUB_STEP_SUMMARY: summary },
      });
      expect(stdout).to.include('::group::[2/3] COPY . .');
      expect(readFileSync(summary, 'utf8')).to.match(/^What was there\.\n### Image build succeeded\n/);
    });
  });

describe('What the CI wrapper tries again', () => {
  const failure = (message: string, step?: string) => ({ message, step, place: undefined });

  for (const message of [
    'failed to solve: node:22: failed to resolve source metadata for docker.io/library/node:22: unexpected status: 429 Too Many Requests',
    'failed to solve: failed to do request: Head "https://registry.example.org/v2/": net/http: TLS handshake timeout',
    'failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    unavailable,
  ])
    it(`is: ${message}`, () => expect(isTransient(failure(message))).to.equal(true));

  for (const message of [
    'failed to solve: pull access denied, repository does not exist or may require authorization: 401 Unauthorized',
    'failed to solve: failed to compute cache key: failed to calculate checksum of ref: "/503": not found',
    'failed to solve: dockerfile parse error on line 503: unknown instruction: FORM',
  ])
    it(`is not: ${message}`, () => expect(isTransient(failure(message))).to.equal(false));

  it('is no command of the Dockerfile, whatever it says', () => {
    expect(isTransient(failure(unavailable, '[2/2] RUN npm publish'))).to.equal(false);
    expect(isTransient(failure(unavailable, '[1/2] FROM docker.io/library/node:22'))).to.equal(true);
  });
});
