import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  BuildxControllerContainer,
  type StartedBuildxControllerContainer,
} from '../../src/conformance/targets/container/index.js';
import { build, FakeController, vertex, type FakeControllerOptions } from '../../src/index.js';
import { needsController } from './needs-controller.js';
import { Terminal } from './terminal.js';

const environment = { BUILDX_CONFIG: '/config', BUILDX_EXPERIMENTAL: '1' };

describe('the real buildx as a client of the fake', function () {
  this.timeout('60s');
  // Its BuildKit is what buildx looks for before it asks a controller; its controller is not used.
  let container: StartedBuildxControllerContainer;
  const config = mkdtempSync(join(tmpdir(), 'buildx-'));
  let fake: FakeController;

  async function startFake(options: FakeControllerOptions = {}): Promise<void> {
    fake = await FakeController.start({ revision: '0.12', info: container.info, ...options });
    const shared = join(config, 'controller', 'shared');
    mkdirSync(shared, { recursive: true });
    await fake.listen(`unix://${join(shared, `buildx.${container.info.revision}.sock`)}`);
  }

  before(async function () {
    await needsController(this);
    container = await new BuildxControllerContainer()
      .withBindMounts([{ source: config, target: environment.BUILDX_CONFIG }])
      .start();
  });
  beforeEach(async () => {
    // buildx talks only to a controller that is its own self, and finds it by its revision.
    await startFake();
  });
  afterEach(async () => {
    await fake?.stop();
  });
  after(async () => {
    await container?.exec(['sh', '-c', 'rm -rf /config/*']);
    await container?.stop();
    rmSync(config, { recursive: true, force: true });
  });

  const buildx = (...args: string[]) => container.exec(['docker-buildx', ...args], { env: environment });

  it('prints what the script says, and leaves no session', async () => {
    fake.use({
      builds: [
        build()
          .when({ target: 'test' })
          .add(vertex('[1/2] FROM docker.io/library/alpine').cached())
          .add(vertex('[2/2] RUN make test').takes('90s').logs('all is well\n').warns('a little warm')),
      ],
    });
    const { exitCode, output } = await buildx(
      ...['build', '--detach', '--progress', 'plain', '--target', 'test', '/fixtures/succeeds'],
    );
    expect(output).to.match(/#\d+ \[1\/2\] FROM docker\.io\/library\/alpine\n#\d+ CACHED/);
    expect(output).to.match(/#\d+ \[2\/2\] RUN make test\n(#.*\n)*#\d+ [\d.]+ all is well\n/);
    expect(output).to.match(/#\d+ DONE 90\.0s/);
    expect(output).to.include('WARN: a little warm');
    expect(exitCode).to.equal(0);
    const opened = fake.journal.entries.filter(({ kind }) => kind === 'open').map(({ rpc }) => rpc);
    expect(opened).to.have.members(['Info', 'Build', 'Status', 'Input', 'Disconnect']);
    expect((await fake.client().rpc.list()).refs).to.deep.equal([]);
  });

  it('fails as the script does', async () => {
    // On its clock: it listens to Status no longer once Build has failed, whatever is still on its way.
    await fake.stop();
    await startFake({ clock: 'real' });
    const make = vertex('[1/1] RUN make').takes('1s').logs('cc main.c\n', { stream: 'stderr' }).exits(2);
    fake.use({ builds: [build().add(make)] });
    const { exitCode, output } = await buildx('build', '--detach', '--progress', 'plain', '/fixtures/succeeds');
    expect(output).to.include('cc main.c');
    expect(output).to.include('ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2');
    expect(exitCode).to.equal(1);
  });

  it('refuses a fake that says it is another version', async () => {
    await fake.stop();
    await startFake({ info: { ...container.info, version: '9.9.9' } });
    const { exitCode, output } = await buildx('build', '--detach', '/fixtures/succeeds');
    expect(output).to.match(/version mismatch \(client: ".*0\.\d+\.\d+.*", server: ".* 9\.9\.9 .*"\)/);
    expect(exitCode).to.equal(1);
  });

  it('has a shell and a monitor at a terminal', async () => {
    const debug = ['debug', '--invoke', '/bin/sh', '--on', 'always', 'build', '--detach', '/fixtures/succeeds'];
    const terminal = await Terminal.open(container.getId(), ['docker-buildx', ...debug], environment);
    try {
      await terminal.shows('Launching interactive container.');
      await terminal.shows('/ # ');
      terminal.type('echo hello from here\n');
      await terminal.shows('\nhello from here');
      await terminal.shows('/ # ');
      terminal.type('exit 3\n');
      await terminal.shows('exit code: 3');
      await terminal.shows('(buildx) ');
      terminal.type('exec /bin/sh\r');
      await terminal.shows('/ # ');
      terminal.type('\u0001c');
      await terminal.shows('(buildx) ');
      terminal.type('ps\r');
      await terminal.shows('/bin/sh');
      terminal.type('exit\r');
      expect(await terminal.exitCode()).to.equal(0);
    } finally {
      terminal.close();
    }
    expect((await fake.client().rpc.list()).refs, 'the monitor disconnects').to.deep.equal([]);
  });
});
