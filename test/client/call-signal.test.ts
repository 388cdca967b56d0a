import { expect } from 'chai';
import { RpcError } from '../../src/client/rpc-error.js';
import { fault } from '../../src/index.js';
import { overTransports } from '../fake-controller/over-transports.js';

overTransports('The signal of a call', (start) => {
  const scenario = { builds: [{ vertices: [{ name: '[1/1] RUN wait', takes: '1h' }] }] };
  const options = { contextPath: '.' };

  it('cancels a stream', async () => {
    const { client } = await start();
    const stop = new AbortController();
    const calls = [
      client.rpc.status({ ref: 'r' }, { signal: stop.signal }),
      client.rpc.input({ signal: stop.signal }),
      client.rpc.invoke({ signal: stop.signal }),
      client.rpc.open('Status', { signal: stop.signal }),
      client.rpc.openRaw('/buildx.controller.v1.Controller/Input', { signal: stop.signal }),
    ];
    stop.abort();
    for (const call of calls) expect((await call.status).code).to.equal(1);
  });

  it('cancels a unary call, which rejects with its reason', async () => {
    const { client, fake } = await start({ scenario, clock: 'manual' });
    const stop = new AbortController();
    const built = client.rpc.build({ ref: 'r', options }, { signal: stop.signal }).catch((error: unknown) => error);
    await client.rpc.info();
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await built).to.equal(reason);
    await client.rpc.info();
    expect(fake.journal.toText()).to.contain('cancelled');
  });

  const unary = ['build', 'disconnect', 'listProcesses', 'disconnectProcess', 'inspect', 'list', 'info'] as const;
  for (const rpc of unary) {
    it(`cancels ${rpc}, which rejects with its reason`, async () => {
      const { client, fake } = await start({
        revision: '0.12',
        scenario: { faults: [fault('any').always().stalls()] },
      });
      const opened = new Promise<void>((resolve) => {
        fake.journal.onEntry(({ kind }) => kind === 'open' && resolve());
      });
      const stop = new AbortController();
      const request = { ref: 'r', options, processId: 'p' };
      const made = client.rpc[rpc](request as never, { signal: stop.signal }).catch((error: unknown) => error);
      await opened;
      const reason = new Error('enough');
      stop.abort(reason);
      expect(await made).to.equal(reason);
    });
  }

  it('keeps a call from being made when it is aborted already', async () => {
    const { client, fake } = await start();
    const reason = new Error('never');
    const signal = AbortSignal.abort(reason);
    for (const call of [client.rpc.info({}, { signal }), client.rpc.list({}, { signal })]) {
      expect(await call.catch((error: unknown) => error)).to.equal(reason);
    }
    expect(fake.journal.entries).to.have.length(0);
    expect((await client.rpc.status({ ref: 'r' }, { signal }).status).code).to.equal(1);
  });

  it('changes nothing about a call that fails, or has ended', async () => {
    const { client } = await start();
    const stop = new AbortController();
    const error = await client.rpc
      .build({ ref: '', options }, { signal: stop.signal })
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(RpcError);
    await client.rpc.info({}, { signal: stop.signal });
    stop.abort();
  });
});
