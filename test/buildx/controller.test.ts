import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { build, buildxVersion, FakeController, type ScenarioInput, vertex, withBuildx } from '../../src/index.js';
import { Directory } from './programs/directory.js';
import { needsBuildx } from './needs-buildx.js';

const dockerfile = 'FROM scratch\nCOPY a /\nRUN exit 7\n';

describe('the real docker-buildx through a controller', function () {
  this.timeout('60s');
  let program = '';
  before(function () {
    program = needsBuildx(this);
  });

  async function started(scenario: ScenarioInput) {
    const directory = new Directory({ Dockerfile: dockerfile, token: 'hunter2' });
    const fake = await FakeController.start({ revision: '0.12', info: await buildxVersion(program), scenario });
    const buildx = await withBuildx(fake, { program });
    return {
      fake,
      buildx,
      cwd: directory.path,
      builds: (...args: string[]) => buildx.run(['build', '--detach', ...args, '.'], { cwd: directory.path }),
      async [Symbol.asyncDispose]() {
        await buildx[Symbol.asyncDispose]();
        await fake.stop();
        directory[Symbol.dispose]();
      },
    };
  }

  it('asks for what its command line says: a secret, a target, arguments, platforms, outputs', async () => {
    await using one = await started({ builds: [build()] });
    const { exitCode, stderr } = await one.builds(
      ...['--secret', 'id=token,src=token', '--ssh', 'default=token', '--target', 'test', '--build-arg', 'A=b'],
      ...['--platform', 'linux/arm64', '--label', 'l=m', '--no-cache', '-t', 'app:1', '--output', 'type=cacheonly'],
    );
    expect(exitCode, stderr).to.equal(0);
    const { options } = one.fake.lastRequest('Build');
    expect(options).to.deep.include({
      target: 'test',
      buildArgs: { A: 'b' },
      platforms: ['linux/arm64'],
      labels: { l: 'm' },
      noCache: true,
      tags: ['app:1'],
    });
    expect(options?.secrets.map(({ id }) => id)).to.deep.equal(['token']);
    expect(options?.ssh.map(({ id }) => id)).to.deep.equal(['default']);
    expect(one.fake.journal.toText()).to.not.include('hunter2');
  });

  it('fails with the lines that are to blame where a step fails', async () => {
    const failing = vertex('[2/2] RUN exit 7').logs('no\n').fails('process "/bin/sh -c exit 7" did not complete');
    const typeUrl = 'github.com/moby/buildkit/errdefs.Source+json';
    const json = {
      info: { filename: 'Dockerfile', data: Buffer.from(dockerfile).toString('base64'), language: 'Dockerfile' },
      ranges: [{ start: { line: 3 }, end: { line: 3 } }],
    };
    const script = build()
      .add(failing)
      .fails('process "/bin/sh -c exit 7" did not complete', { details: [{ typeUrl, json }] });
    await using one = await started({ builds: [script] });
    const { exitCode, stderr } = await one.builds('--progress', 'plain');
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/ERROR: .*did not complete/);
    expect(stderr).to.include('Dockerfile:3').and.include('>>> RUN exit 7');
  });

  it('tells its progress as events', async () => {
    await using one = await started({ builds: [build().add(vertex('[1/1] RUN make').logs('cc\n'))] });
    const { progress } = await one.builds('--progress', 'rawjson');
    const names = progress.flatMap(({ vertexes = [] }) => vertexes.map(({ name }) => name));
    expect(names).to.include('[1/1] RUN make');
    const logs = progress.flatMap(({ logs: told = [] }) =>
      told.map(({ data }) => Buffer.from(data, 'base64').toString()),
    );
    expect(logs).to.deep.equal(['cc\n']);
  });

  it('cancels its build when it is interrupted', async () => {
    await using one = await started({ builds: [build().add(vertex('[1/1] RUN make').until('never'))] });
    const args = ['build', '--detach', '--progress', 'plain', '.'];
    const child = spawn(program, args, { cwd: one.cwd, env: one.buildx.env, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const canceled = new Promise<void>((resolve) => {
      one.fake.journal.onEntry(({ rpc, kind }) => {
        if (rpc === 'Build' && kind === 'cancel') resolve();
      });
    });
    await one.fake.barrier('never');
    child.kill('SIGINT');
    const [code, by] = (await ended) as [number | null, string | null];
    expect([code, by]).to.not.deep.equal([0, null]);
    await canceled;
  });

  it('builds one after the other, each in a session of its own', async () => {
    const [first, second] = ['one', 'two'].map((word) =>
      build()
        .when({ target: word })
        .add(vertex(`[1/1] RUN ${word}`)),
    );
    await using one = await started({ builds: [first!, second!] });
    for (const word of ['one', 'two']) {
      const { exitCode, stderr } = await one.builds('--progress', 'plain', '--target', word);
      expect(exitCode, stderr).to.equal(0);
      expect(stderr).to.include(`RUN ${word}`);
    }
    const refs = one.fake.requests('Build').map(({ ref }) => ref);
    expect(new Set(refs).size).to.equal(2);
    one.fake.assertQuiescent();
  });
});
