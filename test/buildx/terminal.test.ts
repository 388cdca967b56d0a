import { expect } from 'chai';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ArgumentError } from '../../src/options/argument-error.js';
import { Terminal } from '../../src/buildx/terminal.js';
import {
  build,
  buildxVersion,
  FakeBuildKit,
  FakeController,
  TerminalError,
  vertex,
  withBuildx,
} from '../../src/index.js';
import { Directory } from './programs/directory.js';
import { needsBuildx } from './needs-buildx.js';

describe('the real docker-buildx at a terminal', function () {
  this.timeout('60s');
  let program = '';
  let directory: Directory;
  before(function () {
    program = needsBuildx(this);
  });
  beforeEach(() => {
    directory = new Directory();
  });
  afterEach(() => directory[Symbol.dispose]());

  const controller = async () =>
    FakeController.start({ revision: '0.12', info: await buildxVersion(program), clock: 'real' });
  const debug = ['debug', '--invoke', '/bin/sh', '--on', 'always', 'build', '--detach', '.'];

  it('shows its progress in place, as wide as the terminal is', async () => {
    const make = vertex('[1/1] RUN make').until('go');
    await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(make)] }, clock: 'real' });
    await using buildx = await withBuildx(fake, { program });
    const terminal = buildx.terminal(['build', '.'], { cwd: directory.path, rows: 10, columns: 40 });
    await terminal.shows('[1/1] RUN make');
    await terminal.shows('s\r\n');
    expect(terminal.output).to.include('\u001b[1A');
    const line = stripVTControlCharacters(terminal.output)
      .split('\r\n')
      .find((text) => text.includes('RUN make'));
    expect(line?.length, line).to.be.within(30, 40);
    fake.release('go');
    expect(await terminal.ended).to.equal(0);
  });

  it('is interrupted by Ctrl-C, and fails', async () => {
    const make = vertex('[1/1] RUN make').until('never');
    await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(make)] } });
    await using buildx = await withBuildx(fake, { program });
    const terminal = buildx.terminal(['build', '.'], { cwd: directory.path });
    await fake.barrier('never');
    terminal.write('\u0003');
    expect(await terminal.ended).to.not.equal(0);
  });

  it('has a shell and a monitor, whose kill strikes nobody', async () => {
    const struck: string[] = [];
    const strike = (): void => void struck.push('SIGINT');
    process.on('SIGINT', strike);
    try {
      await using fake = await controller();
      await using buildx = await withBuildx(fake, { program });
      const terminal = buildx.terminal(debug, { cwd: directory.path });
      await terminal.shows('/ # ');
      terminal.write('echo hello from here\r');
      await terminal.shows('\nhello from here');
      await terminal.shows('/ # ');
      terminal.write('exit 3\r');
      await terminal.shows('(buildx) ');
      const shared = join(buildx.env['BUILDX_CONFIG'] ?? '', 'controller', 'shared');
      expect(existsSync(join(shared, `buildx.${buildx.version.revision}.pid`))).to.equal(false);
      terminal.write('kill\r');
      await terminal.shows('.pid: no such file');
      terminal.write('exit\r');
      expect(await terminal.ended).to.equal(0);
      expect((await fake.client().rpc.list()).refs).to.deep.equal([]);
    } finally {
      process.off('SIGINT', strike);
    }
    expect(struck).to.deep.equal([]);
  });

  it('does not wait for what is never shown', async () => {
    await using fake = await FakeBuildKit.start();
    await using buildx = await withBuildx(fake, { program });
    const terminal = buildx.terminal(['version']);
    const failure = await terminal.shows('never').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TerminalError);
    expect((failure as Error).message)
      .to.include('has not shown "never"')
      .and.include('docker/buildx');
  });

  it('ends with the exit code of the program, and takes words as they are', async () => {
    writeFileSync(join(directory.path, "it's $HOME"), 'FROM scratch\n');
    await using fake = await FakeBuildKit.start({
      scenario: { builds: [build().add(vertex('[1/1] RUN a').exits(2))] },
    });
    await using buildx = await withBuildx(fake, { program });
    const terminal = buildx.terminal(['build', '--progress', 'plain', '-f', "it's $HOME", '.'], {
      cwd: directory.path,
    });
    await terminal.shows('exit code: 2');
    expect(await terminal.ended).to.equal(1);
    expect(() => buildx.terminal([], { rows: 0 })).to.throw(ArgumentError, 'bad rows 0: give a whole number');
  });

  it('ends with its build when the terminal is closed', async () => {
    const make = vertex('[1/1] RUN make').until('never');
    await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(make)] } });
    await using buildx = await withBuildx(fake, { program });
    const terminal = buildx.terminal(['build', '.'], { cwd: directory.path });
    await fake.barrier('never');
    const canceled = new Promise<void>((resolve) => {
      fake.journal.onEntry(({ rpc, kind }) => {
        if (rpc === 'Control.Solve' && kind === 'cancel') resolve();
      });
    });
    await terminal[Symbol.asyncDispose]();
    await canceled;
  });
});

describe('a terminal', function () {
  this.timeout('20s');
  const program = 'stty size; trap "stty size; exit 5" WINCH; echo ready; while :; do sleep 0.1; done';

  it('tells its program of another size', async () => {
    await using terminal = Terminal.open(['/bin/sh', '-c', program], { env: {}, rows: 10, columns: 40 });
    await terminal.shows('10 40\r\nready');
    await terminal.resize(12, 100);
    await terminal.shows('12 100');
    expect(await terminal.ended).to.equal(5);
    expect(await terminal.resize(12, 100).catch((error: Error) => error)).to.be.instanceOf(TerminalError);
  });

  it('gives a command the variables of this process, and others over them', async () => {
    const told = 'echo "$HOME, $TERM, $GREETING"';
    await using terminal = Terminal.open(['/bin/sh', '-c', told], { env: { GREETING: 'hello' } });
    await terminal.shows(`${process.env['HOME']}, xterm, hello`);
    expect(await terminal.ended).to.equal(0);
    expect(() => Terminal.open([])).to.throw(ArgumentError, 'bad command []: give a program and its arguments');
  });

  it('says so where there is no script to make it', async () => {
    const terminal = Terminal.open(['/bin/true'], { env: { PATH: '/nowhere' } });
    expect(await terminal.ended.catch((error: Error) => error.message)).to.include('script of util-linux');
  });
});
