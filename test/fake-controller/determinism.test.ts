import { expect } from 'chai';
import { FakeController, build, vertex } from '../../src/index.js';
import type { FakeControllerOptions } from '../../src/fake-controller/options.js';
import { answer, built, invoke, sees, sh, type } from './calls.js';

/** Calls of every kind, many at once. */
async function play(fake: FakeController): Promise<void> {
  const client = fake.client();
  await Promise.all(['a', 'b', 'c'].map((ref) => built(client, ref)));
  await client.build({ contextPath: '-' }, { ref: 'd', stdin: 'FROM scratch' });
  const calls = ['x', 'y', 'z'].map((id) => invoke(client, 'a', id, sh('echo up; cat')));
  for (const call of calls) await sees(call, 'up');
  await Promise.all(calls.map((call) => type(call, 'in')));
  for (const call of calls) await sees(call, 'in');
  for (let i = 0; i < 3; i++) await Promise.all([client.rpc.list(), client.rpc.listProcesses({ ref: 'a' })]);
  calls[0]?.cancel();
  await answer(client.rpc.disconnectProcess({ ref: 'a', processId: 'y' }));
  await calls[1]?.status;
  await client.rpc.disconnect({ ref: 'a' });
  await calls[2]?.status;
  await client.rpc.list();
}

async function journalOf(options: FakeControllerOptions): Promise<string> {
  await using fake = await FakeController.start(options);
  await play(fake);
  return fake.journal.toText();
}

describe('The same seed, scenario and calls', () => {
  for (const races of ['usual', 'seeded'] as const) {
    it(`give the same journal, byte for byte, with ${races} races`, async () => {
      const first = await journalOf({ seed: 7, races });
      expect(first.split('\n').length).to.be.greaterThan(100);
      expect(await journalOf({ seed: 7, races })).to.equal(first);
    });
  }

  it('give another one with another seed, where chance has a part', async () => {
    expect(await journalOf({ seed: 1 })).to.not.equal(await journalOf({ seed: 2 }));
  });

  it('give the same one again after reset', async () => {
    await using fake = await FakeController.start({ seed: 7, races: 'seeded' });
    await play(fake);
    // Timestamps are the clock's, which goes on.
    const text = (): string => fake.journal.toText().replaceAll(/\d{4}-[\d:.T-]+Z/g, 'TIME');
    const first = text();
    fake.reset();
    expect(fake.journal.entries).to.deep.equal([]);
    await play(fake);
    expect(text()).to.equal(first);
  });
});

describe('reset', () => {
  it('forgets sessions and scenarios, and ends open calls', async () => {
    await using fake = await FakeController.start({ scenario: { builds: [build().fails('no')] } });
    const client = fake.client();
    await answer(built(client, 'r'));
    const waiting = client.rpc.status({ ref: 'x' });
    await client.rpc.info();
    fake.reset();
    expect((await waiting.status).message).to.equal('the fake was reset');
    expect((await client.rpc.list()).refs).to.deep.equal([]);
    expect(await built(client, 'r')).to.not.be.empty;
  });
});

describe('The clock of a fake', () => {
  const hour = { builds: [build().add(vertex('[1/1] RUN make').takes('1h'))] };

  it('passes an hour without taking any time', async () => {
    await using fake = await FakeController.start({ scenario: hour });
    const before = fake.clock.now;
    await built(fake.client(), 'r');
    expect(fake.clock.now - before).to.equal(3_600_000);
  });

  it('moves only when told, in mode manual', async () => {
    await using fake = await FakeController.start({ scenario: hour, clock: 'manual' });
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
    await fake.clock.advance('59m59s');
    expect(status.messages).to.have.length(2);
    expect(fake.clock.pending()).to.deep.equal([{ in: 1000, label: 'build of "r"' }]);
    expect(await fake.clock.next()).to.equal(true);
    expect(await reply).to.equal('OK');
    expect(await fake.clock.next()).to.equal(false);
  });

  it('begins when told', async () => {
    await using fake = await FakeController.start({ epoch: new Date('2020-01-01T00:00:00Z') });
    const [, second] = await built(fake.client(), 'r');
    expect(second?.vertices[0]?.started).to.deep.equal({ seconds: 1_577_836_800n, nanos: 0 });
  });
});
