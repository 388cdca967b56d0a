import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { expect } from 'chai';
import {
  checkDeterminism,
  ControllerClient,
  fault,
  FakeController,
  program,
  type FaultBuilder,
} from '../../../src/index.js';
import { answer, built, ending, invoke, output, sees, type } from '../../fake-controller/calls.js';
import { overTransports, type Start } from '../../fake-controller/over-transports.js';

const noFault = 'OK';

function notes(fake: FakeController): readonly string[] {
  return fake.journal.entries.flatMap(({ kind, text }) => (kind === 'note' && text !== undefined ? [text] : []));
}

overTransports('A fault', (start: Start) => {
  const startWith = (...faults: readonly FaultBuilder[]) => start({ scenario: { faults } });

  it('strikes once unless told otherwise', async () => {
    const { client } = await startWith(fault('Info').fails('UNAVAILABLE', 'busy'));
    expect(await answer(client.rpc.info())).to.equal('UNAVAILABLE: busy');
    expect(await answer(client.rpc.info())).to.equal(noFault);
  });

  it('strikes as many times as it is told, or always', async () => {
    const { client } = await startWith(
      fault('Info').times(2).fails('ABORTED'),
      fault('List').always().fails('ABORTED'),
    );
    const infos: string[] = [];
    for (let n = 0; n < 3; n++) infos.push(await answer(client.rpc.info()));
    expect(infos).to.deep.equal(['ABORTED', 'ABORTED', noFault]);
    for (let n = 0; n < 5; n++) expect(await answer(client.rpc.list())).to.equal('ABORTED');
  });

  it('strikes any RPC, or only calls about a session', async () => {
    const { client } = await startWith(fault('any').of({ glob: 'bad*' }).fails('ABORTED', 'bad luck'));
    expect(await answer(client.rpc.info())).to.equal(noFault);
    expect(await answer(client.rpc.disconnect({ ref: 'good' }))).to.equal(noFault);
    expect(await answer(client.rpc.disconnect({ ref: 'bad1' }))).to.equal('ABORTED: bad luck');
  });

  it('can come before the headers and after them', async () => {
    const { client } = await startWith(
      fault('Status').fails('ABORTED', 'early'),
      fault('Status').fails('ABORTED', 'late', { headers: true }),
    );
    const early = client.rpc.status({ ref: 'r' });
    expect(await ending(early)).to.equal('ABORTED: early');
    expect(
      await early.headers.then(
        () => 'headers',
        () => 'none',
      ),
    ).to.equal('none');
    const late = client.rpc.status({ ref: 'r' });
    expect(
      await late.headers.then(
        () => 'headers',
        () => 'none',
      ),
    ).to.equal('headers');
    expect(await ending(late)).to.equal('ABORTED: late');
  });

  it('carries typed details', async () => {
    const { client } = await startWith(
      fault('Info').fails('ABORTED', 'no', { details: [{ typeUrl: 'x/Y+json', json: { a: 1 } }] }),
    );
    const { details } = await client.rpc.info().then(
      () => ({ details: [] }),
      (error: { details: readonly { typeUrl: string; json?: unknown }[] }) => error,
    );
    expect(details.map(({ typeUrl, json }) => ({ typeUrl, json }))).to.deep.equal([
      { typeUrl: 'x/Y+json', json: { a: 1 } },
    ]);
  });

  it('is told in the journal: which, when and how', async () => {
    const { fake, client } = await startWith(fault('Info').named('moody').atResponse(1).fails('ABORTED'));
    await answer(client.rpc.info());
    expect(notes(fake)).to.deep.equal([
      'fault faults[0] "moody" strikes at response 1: status {"code":"ABORTED","message":""}',
    ]);
  });

  it('strikes at a number of bytes, in one direction', async () => {
    const { client } = await start({
      scenario: {
        programs: [program('cat').on(/^(.*)\n/, { send: '$1\n' })],
        faults: [fault('Invoke').at({ bytes: 2000, direction: 'request' }).fails('ABORTED', 'enough')],
      },
    });
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
    await type(call, `${'x'.repeat(1000)}\n`);
    expect(await sees(call, 'x\n')).to.equal(true);
    await type(call, `${'y'.repeat(1000)}\n`);
    expect(await ending(call)).to.equal('ABORTED: enough');
    expect(output(call)).to.not.include('y');
  });

  it('strikes after a time, and at the release of a barrier', async () => {
    const { fake, client } = await startWith(
      fault('Status').of('late').after('30ms').fails('ABORTED', 'late'),
      fault('Status').of('held').at({ barrier: 'go' }).fails('ABORTED', 'released'),
    );
    const late = client.rpc.status({ ref: 'late' });
    const held = client.rpc.status({ ref: 'held' });
    expect(await ending(late)).to.equal('ABORTED: late');
    expect(held.ended).to.equal(undefined);
    await fake.barrier('go');
    fake.release('go');
    expect(await ending(held)).to.equal('ABORTED: released');
  });

  it('leaves output as it was when it is divided, joined, doubled and dropped, but for what it says', async () => {
    const { client } = await start({
      scenario: {
        programs: [program('talk').writes('hello').writes('world').stalls()],
        faults: [
          fault('Invoke').of('split').at({ message: 1 }).does({ split: 5 }),
          fault('Invoke').of('join').at({ message: 1 }).does({ join: 2 }),
          fault('Invoke').of('twice').at({ message: 1 }).does({ duplicate: 1 }),
          fault('Invoke').of('swap').at({ message: 1 }).does({ reorder: 1 }),
        ],
      },
    });
    for (const [ref, shown, messages] of [
      ['split', 'helloworld', 6],
      ['join', 'helloworld', 1],
      ['twice', 'hellohelloworld', 3],
      ['swap', 'worldhello', 2],
    ] as const) {
      await built(client, ref);
      const call = invoke(client, ref, 'p', { entrypoint: ['talk'] });
      await call.find(() => output(call).length === shown.length);
      expect(output(call)).to.equal(shown);
      expect(call.messages.filter(({ kind }) => kind === 'file')).to.have.length(messages);
      call.cancel();
    }
  });

  it('makes requests too large, or none', async () => {
    const { client } = await startWith(
      fault('List').atRequest(1).does({ oversize: 4_194_305 }),
      fault('Info').atRequest(1).does({ malformed: true }),
    );
    expect(await answer(client.rpc.list())).to.equal(
      'RESOURCE_EXHAUSTED: grpc: received message larger than max (4194305 vs. 4194304)',
    );
    expect(await answer(client.rpc.info())).to.equal(
      'INTERNAL: grpc: error unmarshalling request: proto: cannot parse invalid wire-format data',
    );
  });

  it('writes a request as another revision does: its options are not what they were', async () => {
    const { fake, client } = await startWith(fault('Build').atRequest(1).does({ wrongWireType: true }));
    await built(client, 'r', { contextPath: '.', metadataFile: 'm', noCache: true });
    const [request] = fake.journal.filter({ rpc: 'Build', kind: 'request' });
    expect(request?.message).to.have.nested.property('options.contextPath', '.');
    expect(request?.message).to.have.nested.property('options.noCache', false);
  });

  it('holds the client back when requests are not read', async () => {
    const { client } = await startWith(fault('Input').stalls('request'));
    const call = client.rpc.input();
    let taken = 0;
    const writing = (async () => {
      for (let n = 0; n < 100; n++) {
        await call.send({ kind: 'data', data: new Uint8Array(65_536) });
        taken++;
      }
    })();
    for (let round = 0; round < 20; round++) await client.rpc.info();
    expect(taken).to.be.lessThan(100);
    call.cancel();
    await writing;
  });

  it('lets Info never answer', async () => {
    const { client } = await startWith(fault('Info').stalls());
    expect(await answer(client.rpc.info({}, { deadlineMs: 200 }))).to.match(/^DEADLINE_EXCEEDED/);
    expect(await answer(client.rpc.info())).to.equal(noFault);
  });

  it('cancels what the server does for the call', async () => {
    const { fake, client } = await startWith(fault('Build').after('10ms').fails('ABORTED'));
    const gone = new Promise<void>((resolve) => {
      fake.journal.onEntry(({ kind, rpc }) => kind === 'cancel' && rpc === 'Build' && resolve());
    });
    expect(await answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }))).to.equal('ABORTED');
    await gone;
  });

  it('kills the server for a while', async () => {
    const { fake, client } = await startWith(fault('List').dies({ restart: '50ms' }));
    await built(client, 'r');
    expect(await answer(client.rpc.list())).to.match(/^UNAVAILABLE/);
    expect(await answer(client.rpc.info())).to.match(/^UNAVAILABLE/);
    if (fake.clock.mode === 'auto') await fake.clock.advance('50ms');
    let reply = await answer(client.rpc.info());
    while (reply !== 'OK') reply = await answer(client.rpc.info());
    expect((await client.rpc.list()).refs).to.deep.equal([]);
  });

  it('that never struck is left over', async () => {
    const { fake, client } = await startWith(
      fault('Info').times(3).fails('ABORTED'),
      fault('List').chance(0.5).fails('ABORTED'),
      fault('List').always().dies(),
    );
    await answer(client.rpc.info());
    await fake.clock.advance(0);
    expect(() => fake.assertQuiescent()).to.throw(
      /^the fake is not quiescent: 2 left\n {2}unused fault {2}faults\[0\] {2}struck 1 of 3 times\n {2}unused fault {2}faults\[2\] {2}never struck$/,
    );
  });
});

describe('Chance', () => {
  const outcomes = async (seed: number): Promise<string> => {
    await using fake = await FakeController.start({
      seed,
      scenario: { faults: [fault('Info').chance(0.3).fails('ABORTED')] },
    });
    const client = fake.client();
    let text = '';
    for (let n = 0; n < 200; n++) text += (await answer(client.rpc.info())) === 'OK' ? '.' : 'x';
    return text;
  };

  it('strikes the same calls for the same seed, others for another, and about as often as it should', async () => {
    const first = await outcomes(1);
    expect(await outcomes(1)).to.equal(first);
    expect(await outcomes(2)).to.not.equal(first);
    expect(first.replaceAll('.', '').length).to.be.within(30, 90);
  });

  it('of 0 is never, of 1 always', async () => {
    await using fake = await FakeController.start({
      scenario: { faults: [fault('Info').chance(0).fails('ABORTED'), fault('List').chance(1).fails('ABORTED')] },
    });
    for (let n = 0; n < 20; n++) {
      expect(await answer(fake.client().rpc.info())).to.equal('OK');
      expect(await answer(fake.client().rpc.list())).to.equal('ABORTED');
    }
  });

  it('gives the same journal in every run', async () => {
    const journal = await checkDeterminism(
      async (fake) => {
        const client = fake.client();
        for (let n = 0; n < 10; n++) await client.build({ contextPath: '.' }, { ref: `r${n}` }).catch(() => {});
      },
      {
        seed: 3,
        runs: 3,
        scenario: {
          faults: [
            fault('Status').atResponse(2).chance(0.4).resets('CANCEL'),
            fault('Build').after('100ms').chance(0.3).fails('UNAVAILABLE'),
          ],
        },
      },
    );
    expect(journal).to.include('fault faults[0] strikes').and.to.include('fault faults[1] strikes');
  });
});

describe('A fake that dies for good', () => {
  it('leaves its socket, behind which nobody is, until it is stopped', async () => {
    const fake = await FakeController.start({
      scenario: { faults: [fault('Info').dies({ forGood: true, leavesSocket: true })] },
    });
    const target = await fake.listen();
    const client = ControllerClient.connect(target);
    const path = target.replace('unix://', '');
    expect(await answer(client.rpc.info())).to.match(/^UNAVAILABLE/);
    expect(existsSync(path)).to.equal(true);
    const refused = await new Promise<string | undefined>((resolve) => {
      connect(path).once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    expect(refused).to.equal('ECONNREFUSED');
    expect(await answer(fake.client().rpc.info())).to.equal('UNAVAILABLE: No connection established');
    await client.close();
    await fake.stop();
    expect(existsSync(path)).to.equal(false);
  });

  it('is there again when it is reset', async () => {
    await using fake = await FakeController.start({ scenario: { faults: [fault('Info').dies({ forGood: true })] } });
    expect(await answer(fake.client().rpc.info())).to.match(/^UNAVAILABLE/);
    fake.reset();
    expect(await answer(fake.client().rpc.info())).to.equal('OK');
  });
});

describe('GOAWAY', () => {
  it('that drains lets open calls go on, and makes the client connect anew', async () => {
    await using fake = await FakeController.start({
      scenario: { faults: [fault('List').does({ goaway: 'draining' })] },
    });
    const client = ControllerClient.connect(await fake.listen());
    const status = client.rpc.status({ ref: 'r' });
    expect(await answer(client.rpc.list())).to.equal('OK');
    await built(client, 'r');
    expect(await ending(status)).to.equal('OK');
    await client.close();
  });

  it('is not waited for by a client that is closed, whatever the server does with the connection', async () => {
    await using fake = await FakeController.start({
      scenario: { faults: [fault('any').always().does({ goaway: 'draining' })] },
    });
    const client = ControllerClient.connect(await fake.listen());
    expect(await answer(client.rpc.list())).to.equal('OK');
    expect(await answer(client.rpc.info())).to.equal('OK');
    expect(await answer(client.rpc.info())).to.equal('OK');
    // Mocha's timeout is the limit.
    await client.close();
  });
});
