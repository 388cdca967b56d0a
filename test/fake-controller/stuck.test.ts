import { expect } from 'chai';
import { FakeController, type FakeControllerOptions } from '../../src/index.js';
import { RpcError } from '../../src/client/rpc-error.js';

const options = { contextPath: '.' };

/** A fake that ends stuck calls, and what it would have warned of. */
async function start(more: FakeControllerOptions = {}): Promise<FakeController> {
  return FakeController.start({ onStuck: 'error', ...more });
}

describe('A call that only another call could move', () => {
  it('is told when it is a Status opened after a short build, and why', async () => {
    await using fake = await start();
    const client = fake.client();
    await client.build(options, { ref: 'r' });
    const { code, message } = await client.rpc.status({ ref: 'r' }).status;
    expect(code).to.equal(9);
    expect(message).to.match(
      /^stuck: Status#3 waits for a Build of "r": the build of "r" is over, and the server waits for the next one without end \(docs\/real-controller\.md §5\.5\); open it before or together with its Build; it waits since journal entry \d+$/,
    );
  });

  it('is told when it is a Status of a ref that nobody builds', async () => {
    await using fake = await start();
    expect((await fake.client().rpc.status({ ref: 'x' }).status).message).to.contain('nobody has built "x"');
  });

  it('is told when it is a Build without a Status', async () => {
    await using fake = await start();
    const failure = await fake
      .client()
      .rpc.build({ ref: 'r', options })
      .catch((error: unknown) => error);
    expect(failure)
      .to.be.instanceOf(RpcError)
      .with.property('message')
      .that.contains('Build#1 waits for a Status of "r": nobody reads its progress');
  });

  it('is told when it is a Build that reads stdin without an Input', async () => {
    await using fake = await start();
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    const failure = await client.rpc
      .build({ ref: 'r', options: { contextPath: '-' } })
      .catch((error: unknown) => error);
    expect(failure).to.have.property('message').that.contains('waits for an Input of "r"');
    expect((await status.status).code).to.equal(0);
  });

  it('is told when it is an Input without a Build', async () => {
    await using fake = await start();
    const input = fake.client().rpc.input();
    await input.send({ kind: 'init', ref: 'r' });
    expect((await input.status).message).to.contain('Input#1 waits for a Build of "r"');
  });

  it('is told when it is an Invoke half-closed before its Init', async () => {
    await using fake = await start();
    const invoke = fake.client().rpc.invoke();
    invoke.halfClose();
    expect((await invoke.status).message).to.contain('half-closed before its Init');
  });

  it('can be made again after it was ended: the session is not left busy', async () => {
    await using fake = await start();
    const client = fake.client();
    await client.rpc.build({ ref: 'r', options }).catch(() => {});
    expect((await client.build(options, { ref: 'r' })).statuses).not.to.have.length(0);
  });

  it('is warned of once by default, and goes on waiting', async () => {
    const warnings: string[] = [];
    await using fake = await FakeController.start({ warn: (text) => warnings.push(text) });
    const client = fake.client();
    const build = client.rpc.build({ ref: 'r', options });
    await new Promise<void>((resolve) => {
      fake.journal.onEntry(({ text }) => text?.startsWith('stuck') && resolve());
    });
    const status = client.rpc.status({ ref: 'r' });
    await build;
    expect((await status.status).code).to.equal(0);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('Build#1 waits for a Status');
  });

  it('is not told of while code holds the clock', async () => {
    await using fake = await start();
    const client = fake.client();
    const build = client.rpc.build({ ref: 'r', options });
    await fake.clock.hold(() => new Promise((resolve) => setTimeout(resolve, 20)));
    const status = client.rpc.status({ ref: 'r' });
    await build;
    expect((await status.status).code).to.equal(0);
  });

  it('is not an open process that waits for the stdin of its client', async () => {
    await using fake = await start();
    const client = fake.client();
    await client.build(options, { ref: 'r' });
    const invoke = client.rpc.invoke();
    await invoke.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: { entrypoint: ['cat'] } });
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(invoke.ended).to.equal(undefined);
    expect(fake.journal.toText()).not.to.contain('stuck');
  });

  it('is not a build whose reader is slow', async () => {
    await using fake = await start();
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    status.pause();
    const build = client.rpc.build({ ref: 'r', options });
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(fake.journal.toText()).not.to.contain('stuck');
    status.resume();
    await build;
  });
});
