import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import { Http2Connection } from '../../src/client/http2-connection.js';
import type { RpcError } from '../../src/client/rpc-error.js';
import { Listener } from '../../src/transport/listening/listener.js';
import { FakeController } from '../../src/index.js';
import { type CallWitness, Http2Relay } from '../../src/transport/http2-relay.js';

describe('the relay between clients and a controller', () => {
  let fake: FakeController;
  let listener: Listener;
  let client: ControllerClient;
  /** What was told, without the bytes. */
  const told: string[] = [];

  const witness = (path: string): CallWitness => {
    const tell = (what: string): void => void told.push(`${path.split('/')[2]} ${what}`);
    return {
      encoding: () => undefined,
      request: () => tell('request'),
      halfClosed: () => tell('half-close'),
      cancelled: () => tell('cancelled'),
      response: () => tell('response'),
      ended: ({ code }) => tell(`ended ${code}`),
      gone: () => undefined,
    };
  };

  beforeEach(async () => {
    told.length = 0;
    fake = await FakeController.start({
      revision: '0.12',
      clock: 'real',
      scenario: { builds: [{ vertices: [{ name: '[1/1] RUN make', error: 'no rule' }] }] },
    });
    const upstream = await fake.listen();
    listener = await Listener.open('unix', () => new Http2Relay(upstream, witness));
    client = ControllerClient.connect(listener.target, { revision: '0.12' });
  });
  afterEach(async () => {
    await client.close();
    listener.close();
    await fake.stop();
  });

  it('passes replies, errors and their details on', async () => {
    expect((await client.rpc.info()).buildxVersion?.version).to.equal('v0.13.1');
    const error = (await client.build({ contextPath: '.' }).catch((e: unknown) => e)) as RpcError;
    expect(error.rpcMessage).to.equal('no rule');
    expect(error.details.map(({ typeUrl }) => typeUrl)).to.contain('github.com/docker/buildx/errdefs.Build+json');
    expect(told.slice(0, 4)).to.deep.equal(['Info request', 'Info half-close', 'Info response', 'Info ended 0']);
  });

  it('passes a half-close and a cancel on as what they are', async () => {
    const arrived = (kind: string): Promise<void> =>
      new Promise((resolve) => {
        const stop = fake.journal.onEntry((entry) => {
          if (entry.kind !== kind || entry.rpc !== 'Input') return;
          stop();
          resolve();
        });
      });
    const input = client.rpc.input();
    const opened = arrived('open');
    await input.send({ kind: 'init', ref: 'nobody' });
    await opened;
    const cancelled = arrived('cancel');
    input.cancel();
    await cancelled;
    const kinds = fake.journal.filter({ rpc: 'Input' }).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['open', 'request', 'cancel']);
    expect(told).to.deep.equal(['Input request', 'Input cancelled']);
  });

  it('passes deadlines on', async () => {
    const opened = client.rpc.status({ ref: 'nobody' }, { deadlineMs: 50 });
    expect((await opened.status).code).to.equal(4);
  });

  it('passes methods on that nobody knows', async () => {
    const connection = new Http2Connection(listener.target);
    const { code, message } = await new Promise<{ code: number; message: string }>((resolve) => {
      const call = connection.open(
        '/no.Such/Method',
        {},
        { onHeaders: () => undefined, onMessage: () => undefined, onStatus: resolve },
      );
      call.halfClose();
    });
    await connection.close();
    expect(code).to.equal(12);
    expect(message).to.not.equal('');
    expect(told.at(-1)).to.equal('Method ended 12');
  });

  it('drops its client when the controller is lost', async () => {
    const status = client.rpc.status({ ref: 'nobody' });
    await client.rpc.info();
    await fake.stop();
    expect((await status.status).code).to.equal(14);
    expect(told).to.contain('Status cancelled');
  });
});
