import { once } from 'node:events';
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { unmet } from '../../unmet.js';
import { ControllerClient, FakeController, ListenError } from '../../../src/index.js';
import { AddressError } from '../../../src/client/address-error.js';
import { answer, built, ending, invoke, processIds, sees, settled, sh } from '../../fake-controller/calls.js';

const pathOf = (target: string): string => target.replace(/^unix:\/\//, '');

async function refusal(listening: Promise<unknown>): Promise<Error> {
  try {
    await listening;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it listens');
}

describe('listen', () => {
  let fake: FakeController;
  let directory: string;
  const clients: ControllerClient[] = [];

  beforeEach(async () => {
    fake = await FakeController.start();
    directory = mkdtempSync(join(tmpdir(), 'listen-'));
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    await fake.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  function open(target: string): ControllerClient {
    const client = ControllerClient.connect(target);
    clients.push(client);
    return client;
  }

  it('makes a socket in a directory that nobody else may enter, and removes both when stopped', async () => {
    const path = pathOf(await fake.listen());
    expect(statSync(dirname(path)).mode & 0o777).to.equal(0o700);
    expect(lstatSync(path).isSocket()).to.equal(true);
    await fake.stop();
    expect(existsSync(dirname(path))).to.equal(false);
  });

  it('makes the directories of a path with mode 0700, and leaves no socket behind', async () => {
    const path = join(directory, 'a', 'b', 'x.sock');
    expect(await fake.listen(`unix://${path}`)).to.equal(`unix://${path}`);
    expect(statSync(dirname(path)).mode & 0o777).to.equal(0o700);
    expect(await answer(open(`unix://${path}`).rpc.info())).to.equal('OK');
    await fake.stop();
    expect(existsSync(path)).to.equal(false);
  });

  it('replaces the socket of a server that is gone', async () => {
    const path = join(directory, 'stale.sock');
    const killed = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`,
    ]);
    await once(killed.stdout, 'data');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(lstatSync(path).isSocket()).to.equal(true);
    await fake.listen(`unix://${path}`);
    expect(await answer(open(`unix://${path}`).rpc.info())).to.equal('OK');
  });

  it('refuses a path where a server answers, and lets that one be', async () => {
    const target = await fake.listen(`unix://${join(directory, 'x.sock')}`);
    const other = await FakeController.start();
    const error = await refusal(other.listen(target));
    expect(error).to.be.instanceOf(ListenError);
    expect(error).to.have.property('code', 'CANNOT_LISTEN');
    expect(error.message).to.match(/another server listens there/);
    await other.stop();
    expect(await answer(open(target).rpc.info())).to.equal('OK');
  });

  it('refuses a path where a file is that is no socket, and leaves it as it is', async () => {
    const path = join(directory, 'file');
    writeFileSync(path, 'precious');
    const { message } = await refusal(fake.listen(`unix://${path}`));
    expect(message).to.equal(
      `cannot listen on ${path}: a file that is no socket is there: remove it, or choose another path`,
    );
    expect(readFileSync(path, 'utf8')).to.equal('precious');
    expect((await refusal(fake.listen(`unix://${path}/x.sock`))).message).to.match(/a part of the path is a file/);
  });

  it('refuses a path that is too long for a socket', async () => {
    const error = await refusal(fake.listen(`unix://${join(directory, 'x'.repeat(108))}`));
    expect(error).to.be.instanceOf(AddressError);
    expect(error.message).to.match(/\d+ bytes.*107/);
  });

  for (const address of ['', 'unix:x.sock', 'tcp://127.0.0.1', 'localhost', '127.0.0.1:99999', 'http://127.0.0.1:1']) {
    it(`refuses ${JSON.stringify(address)}, which is no address`, async () => {
      expect(await refusal(fake.listen(address))).to.be.instanceOf(AddressError);
    });
  }

  it('takes any free port for port 0, and gives it', async () => {
    const target = await fake.listen('tcp://127.0.0.1:0');
    expect(target).to.match(/^127\.0\.0\.1:[1-9]\d*$/);
    expect(await built(open(target), 'r')).to.not.be.empty;
  });

  it('refuses a port in use, and one on an address that is not here', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await refusal(fake.listen(`127.0.0.1:${port}`));
    taken.close();
    expect(error.message).to.match(new RegExp(`^cannot listen on 127.0.0.1:${port}: the address is in use`));
    expect((await refusal(fake.listen('192.0.2.1:0'))).message).to.match(/this machine has no such address/);
  });

  it('listens on IPv6', async function () {
    const local = Object.values(networkInterfaces())
      .flat()
      .some((each) => each?.address === '::1');
    if (!local) unmet(this, 'this machine has no IPv6');
    const target = await fake.listen('tcp://[::1]:0');
    expect(target).to.match(/^\[::1\]:\d+$/);
    expect(await answer(open(target).rpc.info())).to.equal('OK');
  });

  it('serves the same sessions at every address', async () => {
    const [one, two] = [open(await fake.listen()), open(await fake.listen('127.0.0.1:0'))];
    await built(one, 'r');
    expect((await two.rpc.list()).refs).to.deep.equal(['r']);
    expect((await fake.client().rpc.list()).refs).to.deep.equal(['r']);
  });

  it('is refused once the fake was stopped', async () => {
    await fake.stop();
    expect((await refusal(fake.listen())).message).to.equal('cannot listen on unix: the fake was stopped');
  });

  it('lets a path be used again as soon as the fake was stopped', async () => {
    const target = await fake.listen(`unix://${join(directory, 'x.sock')}`);
    for (let i = 0; i < 3; i++) {
      await fake.stop();
      fake = await FakeController.start();
      await fake.listen(target);
      expect(await answer(open(target).rpc.info())).to.equal('OK');
    }
  });

  it('ends calls UNAVAILABLE when the fake is stopped, and by reset keeps the connection', async () => {
    const client = open(await fake.listen());
    const waiting = client.rpc.status({ ref: 'r' });
    await settled(client);
    fake.reset();
    expect(await ending(waiting)).to.equal('UNAVAILABLE: the fake was reset');
    const again = client.rpc.status({ ref: 'r' });
    await settled(client);
    await fake.stop();
    expect(await ending(again)).to.match(/^UNAVAILABLE/);
  });

  it('detaches the Invoke of a client whose socket is gone', async () => {
    const path = pathOf(await fake.listen());
    const relay = createServer((near) => {
      const far = connect(path);
      near.pipe(far).pipe(near);
      relay.once('cut', () => far.destroy());
      for (const socket of [near, far]) socket.on('error', () => {});
    }).listen(join(directory, 'relay.sock'));
    await once(relay, 'listening');
    const client = open(`unix://${join(directory, 'relay.sock')}`);
    await built(client, 'r');
    await sees(invoke(client, 'r', 'p', sh('echo up; cat')), 'up');
    const cancelled = new Promise<void>((resolve) => {
      fake.journal.onEntry(({ rpc, kind }) => {
        if (rpc === 'Invoke' && kind === 'cancel') resolve();
      });
    });
    relay.emit('cut');
    await cancelled;
    relay.close();
    const other = open(`unix://${path}`);
    expect(await processIds(other, 'r')).to.deep.equal(['p']);
    const second = invoke(other, 'r', 'p');
    void second.send({ kind: 'file', fd: 0, data: Buffer.from('back') });
    expect(await sees(second, 'back')).to.equal(true);
  });

  for (const bytes of [4_194_304, 4_194_305]) {
    for (const [rpc, taken] of [
      ['List', 'OK'],
      ['Status', 'UNKNOWN: status: empty key'],
      ['Invoke', 'UNKNOWN: unexpected message: <nil>; wanted init'],
      ['Input', 'UNKNOWN: unexpected message: *pb.InputInitMessage; wanted init'],
    ] as const) {
      it(`${bytes > 4_194_304 ? 'refuses' : 'takes'} a message of ${bytes} bytes on ${rpc}`, async () => {
        for (const client of [fake.client(), open(await fake.listen())]) {
          const call = client.rpc.openRaw(`/buildx.controller.v1.Controller/${rpc}`);
          // An unknown field of that length: tag, length, content.
          void call.send(Buffer.concat([Buffer.from([0xfa, 0x3f, ...varint(bytes - 6)]), Buffer.alloc(bytes - 6)]));
          call.halfClose();
          expect(await ending(call)).to.equal(
            bytes > 4_194_304
              ? `RESOURCE_EXHAUSTED: grpc: received message larger than max (${bytes} vs. 4194304)`
              : taken,
          );
        }
      });
    }
  }

  function varint(value: number): readonly number[] {
    return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
  }
});

describe('A process that starts a fake', () => {
  const index = new URL('../../../src/index.js', import.meta.url).href;
  const scripts = {
    'in process, with a build that nobody watches':
      'void fake.client().rpc.build({ ref: "r", options: { contextPath: "." } }).catch(() => {});',
    'on sockets, with calls open': `
      const client = ControllerClient.connect(await fake.listen());
      await fake.listen("127.0.0.1:0");
      await client.build({ contextPath: "." });
      const late = fake.client().rpc.status({ ref: "late" });`,
  };
  for (const [title, script] of Object.entries(scripts)) {
    it(`ends by itself: ${title}`, async () => {
      const text = `
        import { ControllerClient, FakeController } from ${JSON.stringify(index)};
        const fake = await FakeController.start();
        ${script}
        console.log("done");`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', text], {
        timeout: 4000,
      });
      expect(stdout).to.equal('done\n');
    });
  }
});
