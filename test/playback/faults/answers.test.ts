import { expect } from 'chai';
import { fault, type FaultBuilder } from '../../../src/index.js';
import { methodOf } from '../../../src/protocol/service.js';
import { answer, built, ending } from '../../fake-controller/calls.js';
import { overTransports, type Start } from '../../fake-controller/over-transports.js';

function refs(...names: string[]): { readonly send: { readonly base64: string } } {
  const bytes = methodOf('2023-04', 'List').response.encode({ refs: names });
  return { send: { base64: Buffer.from(bytes).toString('base64') } };
}

overTransports('An answer in place of the server', (start: Start) => {
  const startWith = (...faults: readonly FaultBuilder[]) => start({ scenario: { faults } });

  it('is what the client gets, byte for byte, and the server does its work unheard', async () => {
    const details = [{ typeUrl: 'x', base64: 'AAE=' }];
    const { client } = await startWith(
      fault('Build').answers({ wait: '1ms' }, { end: { code: 'ABORTED', message: 'no', details } }),
    );
    const status = client.rpc.status({ ref: 'r' });
    const build = client.rpc.open('Build');
    await build.send({ ref: 'r', options: { contextPath: '.' } });
    build.halfClose();
    const ended = await build.status;
    expect([ended.code, ended.message]).to.deep.equal([10, 'no']);
    expect(ended.details[0]).to.deep.include({ typeUrl: 'x', value: Uint8Array.of(0, 1) });
    expect(await ending(status)).to.equal('OK');
    expect(status.messages).to.not.be.empty;
    expect(await client.rpc.list()).to.deep.equal({ refs: ['r'] });
  });

  it('is given in the call that is meant, and in no other', async () => {
    const { client, fake } = await startWith(
      fault('List')
        .inCall(2)
        .answers(refs('ghost'), { end: { code: 'OK' } }),
    );
    await built(client, 'r');
    const seen: unknown[] = [];
    for (let n = 0; n < 3; n++) seen.push((await client.rpc.list()).refs);
    expect(seen).to.deep.equal([['r'], ['ghost'], ['r']]);
    expect(fake.journal.toText()).to.contain('fault faults[0] strikes at the opening: answer\n');
  });

  it('can say more than one message where one is usual, and none', async () => {
    const { client } = await startWith(
      fault('List')
        .inCall(1)
        .answers(refs('a'), refs('b'), { end: { code: 'OK' } }),
      fault('List')
        .inCall(2)
        .answers({ end: { code: 'OK' } }),
    );
    const [two, none] = [client.rpc.open('List'), client.rpc.open('List')];
    for (const call of [two, none]) {
      await call.send({});
      call.halfClose();
      await call.status;
    }
    expect(two.messages).to.deep.equal([{ refs: ['a'] }, { refs: ['b'] }]);
    expect(none.messages).to.deep.equal([]);
  });

  it('waits for requests, also when the server would have ended the call', async () => {
    const { client } = await startWith(
      fault('Invoke').answers({ expect: 2 }, { end: { code: 'OK', message: 'both' } }),
    );
    const call = client.rpc.invoke();
    // No such session: the server itself ends it here.
    await call.send({ kind: 'init', ref: 'none', processId: 'p' });
    await client.rpc.info();
    expect(call.ended).to.equal(undefined);
    await call.send({ kind: 'resize', rows: 1, cols: 1 });
    expect(await ending(call)).to.equal('OK: both');
  });

  it('stays open without an end, until its client goes', async () => {
    const { client } = await startWith(fault('List').answers(refs('a')));
    const call = client.rpc.open('List');
    await call.send({});
    call.halfClose();
    await call.find(() => true);
    expect(await answer(client.rpc.list())).to.equal('OK');
    expect(call.ended).to.equal(undefined);
    call.cancel();
    expect((await call.status).code).to.equal(1);
  });
});
