import { expect } from 'chai';
import { build, exit as exitStep, program, vertex } from '../../src/index.js';
import { of, overTransports } from './client.js';
import { container, exit, kinds, written } from './exec.js';

overTransports('A process in a container of the fake BuildKit', (start) => {
  it('is told from its start to its end', async () => {
    const { fake, client } = await start();
    const opened = await container(client);
    await opened.start(['/bin/sh', '-c', 'echo hello; exit 7']);
    const said = await opened.untilDone();
    expect(kinds(said)).to.deep.equal(['started', 'file', 'exit', 'done']);
    expect(written(said, 1)).to.equal('hello\n');
    expect(exit(said)).to.deep.include({ code: 7 });
    expect(exit(said)?.error?.message).to.equal('exit code: 7');
    await opened.close();
    fake.assertQuiescent({ sessions: true });
  });

  it('has no error when it ends with 0', async () => {
    const { client } = await start();
    const opened = await container(client);
    await opened.start(['/bin/sh', '-c', 'exit 0']);
    expect(exit(await opened.untilDone())).to.deep.equal({ code: 0 });
    await opened.close();
  });

  it('reads its stdin to the end', async () => {
    const { client } = await start();
    const opened = await container(client);
    await opened.start(['cat']);
    await opened.say({ kind: 'file', value: { fd: 0, data: Buffer.from('one') } });
    await opened.say({ kind: 'file', value: { fd: 0, data: Buffer.from(' two'), eof: true } });
    const said = await opened.untilDone();
    expect(written(said, 1)).to.equal('one two');
    expect(exit(said)?.code).to.equal(0);
    await opened.close();
  });

  it('is a program of the scenario, with its prompt', async () => {
    const { client } = await start({
      scenario: {
        builds: [build().add(vertex('[1/1] RUN make'))],
        programs: [
          program('/bin/sh')
            .prompts('/ # ')
            .on(/^exit (\d+)\n/, exitStep('$1')),
        ],
      },
    });
    const opened = await container(client);
    await opened.start(['/bin/sh'], { tty: true });
    await opened.say({ kind: 'file', value: { fd: 0, data: Buffer.from('exit 3\n') } });
    const said = await opened.untilDone();
    expect(written(said, 1)).to.match(/^\/ # /);
    expect(exit(said)?.code).to.equal(3);
    await opened.close();
  });

  it('gets its signals and its size', async () => {
    const { client } = await start();
    const opened = await container(client);
    await opened.start(['/bin/sh', '-c', 'sleep infinity'], { tty: true });
    await opened.say({ kind: 'resize', value: { rows: 24, cols: 80 } });
    await opened.say({ kind: 'signal', value: { name: 'TERM' } });
    expect(exit(await opened.untilDone())?.code).to.equal(143);
    await opened.close();
  });

  it('shares one stream with others, each by its name', async () => {
    const { client } = await start();
    const opened = await container(client);
    await opened.start(['/bin/sh', '-c', 'echo one']);
    await opened.start(['/bin/sh', '-c', 'exit 4'], {}, 'q');
    await opened.say({ kind: 'file', value: { fd: 0, eof: true } });
    const both = await Promise.all([opened.untilDone('p'), opened.untilDone('q')]);
    expect(both.map((said) => exit(said)?.code)).to.deep.equal([0, 4]);
    await opened.close();
  });

  it('dies with its container', async () => {
    const { fake, client } = await start();
    const opened = await container(client);
    await opened.start(['/bin/sh', '-c', 'sleep infinity']);
    const done = opened.untilDone();
    await opened.close();
    expect(exit(await done)?.code).to.equal(137);
    fake.assertQuiescent({ sessions: true });
  });

  it('ends the stream where no script knows its program, and leaves the fake not quiescent', async () => {
    const { fake, client } = await start({ scenario: { programs: [program('make')] } });
    const opened = await container(client);
    await opened.start(['ninja']);
    const { code, message } = await opened.exec.status;
    expect(code).to.equal(9);
    expect(message).to.match(/^no script matches the program "ninja"/);
    expect(() => fake.assertQuiescent()).to.throw(/unknown request +the program "ninja"/);
  });

  it('is refused in a container that is not there', async () => {
    const { client } = await start();
    const opened = await container(client);
    await opened.start(['cat'], { containerId: 'other' });
    expect((await opened.exec.status).code).to.equal(5);
  });

  it('finds the files of the script, as the client does', async () => {
    const { client } = await start({
      scenario: { builds: [build().image({ files: { '/etc/motd': 'hi', '/etc/os/name': 'x' } })] },
    });
    const opened = await container(client);
    const read = { ref: 'c', filePath: 'etc/motd', range: { offset: 1n, length: 1n } };
    expect(Buffer.from((await client.call('LLBBridge.ReadFileContainer', read, of('r'))).data).toString()).to.equal(
      'i',
    );
    const { entries } = await client.call('LLBBridge.ReadDirContainer', { ref: 'c', dirPath: '/etc' }, of('r'));
    expect(entries.map(({ path, size }) => `${path} ${size}`)).to.deep.equal(['motd 2', 'os 0']);
    const { stat } = await client.call('LLBBridge.StatFileContainer', { ref: 'c', path: '/etc/os' }, of('r'));
    // Go's ModeDir, and 0755.
    expect(stat?.mode).to.equal(0x8000_01ed);
    const missing = client.call('LLBBridge.StatFileContainer', { ref: 'c', path: '/no' }, of('r'));
    expect(await missing.catch((error: unknown) => String(error))).to.match(/lstat \/no: no such file or directory/);
    await opened.close();
  });
});
