import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import { spawnCliWithFiles } from './run-cli.js';
import { Serving } from './serving.js';

const limit = 256;

describe('buildx-testkit serve where few files can be open', () => {
  let serving: Serving | undefined;
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    serving?.child.kill('SIGKILL');
  });

  it('says once that it hangs up on clients, and serves again when others have gone', async function () {
    this.timeout('30s');
    serving = await Serving.of(spawnCliWithFiles(limit, ['serve', '--listen', 'tcp://127.0.0.1:0']));
    const { err, address } = serving;
    const [, port] = address.split(':');
    const told = err.find((line) => line.includes('clients that connect now are hung up on'));
    for (let i = 0; i < limit; i++) {
      const socket = connect({ host: '127.0.0.1', port: Number(port) });
      socket.on('error', () => undefined);
      sockets.push(socket);
    }
    expect(await told).to.match(/EMFILE.*raise the limit of open files, or close connections/);
    await Promise.all(
      sockets.splice(0).map((socket) => {
        const closed = once(socket, 'close');
        socket.destroy();
        return closed;
      }),
    );
    // Until the server has noticed that they are gone.
    for (let served = false; !served; ) {
      const client = ControllerClient.connect(address, { revision: '2023-04' });
      served = await client.rpc.info().then(
        () => true,
        () => false,
      );
      await client.close();
    }
    expect(await serving.interrupt()).to.equal(0);
  });
});
