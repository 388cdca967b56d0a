import { expect } from 'chai';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  build,
  buildxVersion,
  ControllerDoorError,
  FakeBuildKit,
  FakeController,
  vertex,
  withBuildx,
} from '../../src/index.js';
import { needsBuildx } from './needs-buildx.js';

describe('the real docker-buildx against a fake', function () {
  this.timeout('60s');
  let program = '';
  let context = '';
  before(function () {
    program = needsBuildx(this);
  });
  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), 'context-'));
    writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\n');
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  it('builds in a directory, tells its progress and metadata, and leaves nothing', async () => {
    await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(vertex('[1/1] RUN make'))] } });
    let configuration = '';
    {
      await using buildx = await withBuildx(fake, { program });
      configuration = buildx.env['BUILDX_CONFIG'] ?? '';
      expect(buildx.env['HOME']).to.not.equal(process.env['HOME']);
      const run = await buildx.run(['build', '--progress', 'rawjson', '--metadata-file', 'm.json', '.'], {
        cwd: context,
      });
      expect(run.exitCode, run.stderr).to.equal(0);
      expect(run.progress.flatMap(({ vertexes = [] }) => vertexes.map(({ name }) => name))).to.include(
        '[1/1] RUN make',
      );
      expect(run.metadata).to.have.property('buildx.build.ref');
      expect(existsSync(configuration)).to.equal(true);
    }
    expect(existsSync(configuration)).to.equal(false);
  });

  it('tells the place of a warning', async () => {
    await using fake = await FakeBuildKit.start();
    await using buildx = await withBuildx(fake, { program });
    const { progress } = await buildx.run(['build', '--progress', 'rawjson', '-'], {
      stdin: '\nfrom scratch\nCOPY a .\n',
    });
    const [warning] = progress.flatMap(({ warnings = [] }) => warnings);
    expect(warning?.sourceInfo?.filename).to.equal('Dockerfile');
    expect(warning?.range?.map(({ start, end }) => [start.line, end.line])).to.deep.equal([[2, 2]]);
  });

  it('tells no metadata that an earlier run has left', async () => {
    const succeeds = build().add(vertex('[1/1] RUN make')).once();
    const fails = build().add(vertex('[1/1] RUN make').exits(2));
    await using fake = await FakeBuildKit.start({ scenario: { builds: [succeeds, fails] } });
    await using buildx = await withBuildx(fake, { program });
    const args = ['build', '--metadata-file', 'm.json', '.'];
    expect((await buildx.run(args, { cwd: context })).metadata).to.have.property('buildx.build.ref');
    const failed = await buildx.run(args, { cwd: context });
    expect(failed.exitCode).to.equal(1);
    expect(failed.metadata).to.equal(undefined);
  });

  it('resolves with the exit code of a build that fails', async () => {
    const make = vertex('[1/1] RUN make').logs('cc main.c\n').exits(2);
    await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(make)] } });
    await using buildx = await withBuildx(fake, { program });
    const { exitCode, stderr } = await buildx.run(['build', '--progress', 'plain', '-'], { stdin: 'FROM scratch\n' });
    expect(exitCode).to.equal(1);
    expect(stderr).to.include('exit code: 2');
  });

  it('ends the program when the signal aborts', async () => {
    const held = vertex('[1/1] RUN make').until('never');
    await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(held)] } });
    await using buildx = await withBuildx(fake, { program });
    const abort = new AbortController();
    const run = buildx.run(['build', context], { signal: abort.signal });
    await Promise.race([fake.barrier('never'), run]);
    abort.abort(new Error('enough'));
    expect(await run.catch((error: Error) => error.message)).to.equal('enough');
  });

  describe('through the controller', () => {
    const start = async (scenario = {}) =>
      FakeController.start({ revision: '0.12', info: await buildxVersion(program), scenario });

    it('asks the fake', async () => {
      await using fake = await start({ builds: [build().add(vertex('[1/1] RUN make'))] });
      await using buildx = await withBuildx(fake, { program });
      const { exitCode, stderr } = await buildx.run(['build', '--detach', '--progress', 'plain', context]);
      expect(exitCode, stderr).to.equal(0);
      expect(stderr).to.include('[1/1] RUN make');
    });

    it('launches no controller when the fake is gone, and fails', async () => {
      await using fake = await start();
      await using buildx = await withBuildx(fake, { program });
      await fake.stop();
      const failure = await buildx.run(['build', '--detach', context]).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(ControllerDoorError);
      expect((failure as Error).message).to.include('the-fake-controller-does-not-answer');
      const shared = join(buildx.env['BUILDX_CONFIG'] ?? '', 'controller', 'shared');
      expect(existsSync(join(shared, `buildx.${buildx.version.revision}.pid`))).to.equal(false);
      expect(existsSync(join(shared, `buildx.${buildx.version.revision}.sock`))).to.equal(false);
    });

    it('fails where the program goes past the controller, or to another', async () => {
      await using fake = await start();
      await using buildx = await withBuildx(fake, { program });
      const past = await buildx.run(['build', context]).catch((error: Error) => error.message);
      expect(past).to.include('without --detach').and.include('exit code 1');
      const other = await buildx
        .run(['build', '--detach', '--root=/x', context])
        .catch((error: Error) => error.message);
      expect(other).to.include('--root=/x leads to another controller');
    });

    it('refuses a fake of another version before anything runs', async () => {
      await using fake = await FakeController.start({ info: { version: '9.9.9' } });
      const failure = await withBuildx(fake, { program }).catch((error: Error) => error.message);
      expect(failure).to.include('9.9.9').and.include('buildxVersion(findBuildx())');
    });
  });
});
