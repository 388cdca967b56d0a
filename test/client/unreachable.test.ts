import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { Http2Connection } from '../../src/client/http2-connection.js';
import { statusCodes } from '../../src/protocol/status-code.js';
import { opened } from './opened.js';
import { type Listener, tcpServer } from './servers.js';

async function textOf(address: string): Promise<string> {
  const connection = new Http2Connection(address);
  const { code, message } = await opened(connection).status;
  await connection.close();
  expect(code).to.equal(statusCodes.UNAVAILABLE);
  return message;
}

describe('an address where no controller is', () => {
  let directory: string;
  let listener: Listener | undefined;

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'testkit-'));
  });

  afterEach(async () => {
    rmSync(directory, { recursive: true });
    await listener?.stop();
    listener = undefined;
  });

  it('may have no socket file', async () => {
    const address = `unix://${directory}/none`;
    expect(await textOf(address)).to.equal(`${address}: there is no such socket file (ENOENT)`);
  });

  it('may be a file that is no socket', async () => {
    writeFileSync(path.join(directory, 'file'), '');
    const address = `unix://${directory}/file`;
    expect(await textOf(address)).to.match(/\/file: .* \(E[A-Z]+\)$/);
  });

  it('may have nobody who listens', async () => {
    const gone = await tcpServer(() => undefined);
    await gone.stop();
    expect(await textOf(gone.address)).to.equal(`${gone.address}: nobody listens there (ECONNREFUSED)`);
  });

  it('may hang up at once', async () => {
    listener = await tcpServer((socket) => socket.destroy());
    expect(await textOf(listener.address)).to.include(`${listener.address}: the listener does not speak gRPC`);
  });

  it('may speak another protocol', async () => {
    listener = await tcpServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'.repeat(4)));
    expect(await textOf(listener.address)).to.include(`${listener.address}: the listener does not speak gRPC`);
  });

  it('may speak HTTP/1.1', async () => {
    const server = http.createServer();
    listener = await tcpServer((socket) => server.emit('connection', socket));
    expect(await textOf(listener.address)).to.include(`${listener.address}: the listener does not speak gRPC`);
  });

  it('is tried again by the next call', async () => {
    const connection = new Http2Connection(`unix://${directory}/none`);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await opened(connection).status).to.include({ code: statusCodes.UNAVAILABLE });
    }
    await connection.close();
  });
});
