import { expect } from 'chai';
import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Http2Relay } from '../../src/transport/http2-relay.js';
import { Listener } from '../../src/transport/listening/listener.js';

describe('the headers that a relay passes on', () => {
  it('come as often as they came', async () => {
    const server = createServer();
    const came = once(server, 'stream');
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200 });
      stream.end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const nothing = (): void => undefined;
    const listener = await Listener.open(
      'tcp://127.0.0.1:0',
      () =>
        new Http2Relay(`127.0.0.1:${port}`, () => ({
          encoding: nothing,
          request: nothing,
          halfClosed: nothing,
          response: nothing,
          cancelled: nothing,
          ended: nothing,
          gone: nothing,
        })),
    );
    const client = connect(`http://${listener.target}`);
    const call = client.request({
      ':method': 'POST',
      ':path': '/Session',
      'x-docker-expose-session-grpc-method': ['/a', '/b'],
      'x-one': '1',
    });
    call.end();
    const raw = ((await came) as unknown[])[3] as string[];
    const values = (name: string) => raw.filter((_, i) => i % 2 === 1 && raw[i - 1] === name);
    expect(values('x-docker-expose-session-grpc-method')).to.deep.equal(['/a', '/b']);
    expect(values('x-one')).to.deep.equal(['1']);
    client.destroy();
    listener.close();
    server.close();
  });
});
