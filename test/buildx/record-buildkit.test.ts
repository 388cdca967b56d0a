import { expect } from 'chai';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { commandLine } from '../../src/cli/command-line.js';
import { build, type Buildx, FakeBuildKit, loadScenario, vertex, withBuildx } from '../../src/index.js';
import { relativeEvents } from '../scenarios/import/relative-events.js';
import { needsBuildx } from './needs-buildx.js';

describe('what the real docker-buildx and a BuildKit say to each other, recorded', function () {
  this.timeout('60s');
  let program = '';
  let directory = '';
  before(function () {
    program = needsBuildx(this);
    directory = mkdtempSync(join(tmpdir(), 'context-'));
    writeFileSync(join(directory, 'token'), 'hush');
    writeFileSync(
      join(directory, 'Dockerfile'),
      'FROM scratch AS app\nCOPY token /\nRUN --mount=type=secret,id=token,required=true make\nFROM app AS bad\nRUN fail\n',
    );
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('is builds with the same progress, output and errors, and no secret', async () => {
    await using upstream = await FakeBuildKit.start({
      scenario: { builds: [build().fromDockerfile().step('RUN fail').takes('2s').logs('no\n').exits(3)] },
    });
    // Only a build of the last stage has the step that fails.
    upstream.use({
      builds: [
        build()
          .when({ target: 'app' })
          .add(vertex('[app 1/1] RUN make').takes('3s').logs('cc\n', { at: '1s' })),
      ],
    });
    const address = await upstream.listen('unix');
    const socket = `unix://${join(directory, 'relay.sock')}`;
    const out = join(directory, 'builds.yaml');
    const printed = new PassThrough();
    let told = '';
    const err = new Writable({
      write: (chunk, _encoding, done) => {
        told += String(chunk);
        done();
      },
    });
    const recording = commandLine(
      ['record', '--buildkit', '--upstream', address, '--listen', socket, '--out', out, '--calls', '2'],
      { out: printed, err, env: {} },
    );
    const [line] = (await once(printed, 'data')) as [Buffer];
    expect(line.toString()).to.equal(`listening on ${socket}\n`);
    await using first = await withBuildx(upstream, { program });
    expect((await first.run(['create', '--name', 'relay', '--driver', 'remote', socket])).exitCode).to.equal(0);
    const seen = await bothBuilds(first, ['--builder', 'relay']);
    expect(await recording, told).to.equal(0);
    expect(told).to.match(/Control\.Solve … OK \d+ms\n/);

    const text = readFileSync(out, 'utf8');
    expect(text).to.not.include('hush');
    const scenario = await loadScenario(out);
    expect(scenario.builds).to.have.length(2);
    await using fake = await FakeBuildKit.start({ scenario });
    await using again = await withBuildx(fake, { program });
    const replayed = await bothBuilds(again, []);
    expect(
      seen.map(({ exitCode }) => exitCode),
      seen[0]?.stderr,
    ).to.deep.equal([0, 1]);
    expect(
      replayed.map(({ exitCode }) => exitCode),
      replayed[0]?.stderr,
    ).to.deep.equal([0, 1]);
    for (const [i, run] of replayed.entries()) {
      expect(relativeEvents(run.stderr)).to.deep.equal(relativeEvents(seen[i]?.stderr ?? ''));
      expect(run.stderr.slice(run.stderr.lastIndexOf('}\n'))).to.equal(
        seen[i]?.stderr.slice(seen[i].stderr.lastIndexOf('}\n')),
      );
    }
    const other = await again.run(['build', '--target', 'app', '--build-arg', 'NEW=1', '.'], { cwd: directory });
    expect(other.stderr).to.include('NEW');
    expect(other.exitCode).to.equal(1);
  });

  function bothBuilds(buildx: Buildx, builder: readonly string[]) {
    const run = (...args: string[]) =>
      buildx.run([...builder, 'build', '--progress', 'rawjson', '--secret', 'id=token,src=token', ...args, '.'], {
        cwd: directory,
      });
    return run('--target', 'app', '-o', 'type=oci,dest=app.tar').then(async (good) => [good, await run()]);
  }
});
