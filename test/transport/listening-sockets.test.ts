import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { ControllerClient, FakeController } from '../../src/index.js';

/** What begins an HTTP/2 connection: its preface and empty settings. */
const greeting = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0)]);

const broken: Readonly<Record<string, Buffer>> = {
  'no HTTP/2 at all': Buffer.from('GET / HTTP/1.1\r\n\r\n'),
  'a window that overflows': Buffer.concat([greeting, Buffer.of(0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff)]),
};

describe('A connection that breaks HTTP/2', () => {
  for (const [what, bytes] of Object.entries(broken)) {
    it(`is closed: ${what}`, async () => {
      await using fake = await FakeController.start();
      const path = (await fake.listen()).replace('unix://', '');
      const client = ControllerClient.connect(`unix://${path}`);
      await client.rpc.info();
      const before = readdirSync('/proc/self/fd').length;
      const closed = Array.from({ length: 20 }, () => {
        const socket = connect(path);
        socket.on('error', () => {});
        socket.resume();
        socket.write(bytes);
        return new Promise<void>((resolve) => {
          socket.on('close', () => resolve());
        });
      });
      await Promise.all(closed);
      // The server's end is closed no later than a call after that is answered.
      await client.rpc.info();
      expect(readdirSync('/proc/self/fd').length).to.be.at.most(before);
      await client.close();
    });
  }
});

describe('A process without file descriptors', () => {
  it('says that it hangs up on clients, once, and serves again when there are some', async () => {
    const text = `
      import { closeSync, openSync } from 'node:fs';
      import { connect } from 'node:net';
      import { devNull } from 'node:os';
      import { ControllerClient, FakeController } from ${JSON.stringify(new URL('../../src/index.js', import.meta.url).href)};
      const told = [];
      const fake = await FakeController.start({ warn: (text) => told.push(text) });
      const path = (await fake.listen()).replace('unix://', '');
      const sockets = [];
      const files = [];
      try {
        for (;;) files.push(openSync(devNull));
      } catch {
        for (const file of files.slice(-20)) closeSync(file);
      }
      for (let n = 0; n < 15; n++) {
        const socket = connect(path).on('error', () => {});
        sockets.push(new Promise((resolve) => socket.on('close', resolve)));
      }
      await Promise.race(sockets);
      for (const file of files.slice(0, -20)) closeSync(file);
      const client = ControllerClient.connect('unix://' + path);
      const { buildxVersion } = await client.rpc.info();
      console.log(JSON.stringify([buildxVersion.version, ...told]));
      process.exit(0);`;
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -n 1024 && exec "$0" --input-type=module -e "$1"',
      process.execPath,
      text,
    ]);
    const [version, ...told] = JSON.parse(stdout) as string[];
    expect(version).to.equal('v0.10.0-dev');
    expect(told)
      .to.have.length(1)
      .and.have.nested.property('[0]')
      .that.matches(/hung up on: EMFILE/);
  });
});
