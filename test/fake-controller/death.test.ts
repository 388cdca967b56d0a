import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { ControllerClient, FakeController } from '../../src/index.js';
import { answer, built, ending, invoke, sees, settled, sh } from './calls.js';
import { overTransports } from './over-transports.js';

overTransports('The death of the server', (start) => {
  it('ends every open call UNAVAILABLE, forgets every session, and says so in the journal', async () => {
    const { fake, client } = await start();
    await built(client, 'r');
    const process = invoke(client, 'r', 'p', sh('echo up; sleep infinity'));
    await sees(process, 'up');
    const waiting = [client.rpc.status({ ref: 'x' }), client.rpc.input(), process];
    await settled(client);
    const reason = new Promise<string>((resolve) => fake.onDeath(resolve));
    const back = nextLife(fake);
    const killer = answer(client.rpc.build({ ref: 'k' }));
    expect(await reason).to.equal('Build of "k" without options');
    expect(await killer).to.match(/^UNAVAILABLE/);
    for (const call of waiting) expect(await ending(call)).to.match(/^UNAVAILABLE/);
    expect(fake.journal.toText()).to.include('-- the server dies: Build of "k" without options\n');
    await back;
    expect((await client.rpc.list()).refs).to.deep.equal([]);
    expect(await built(client, 'r')).to.not.be.empty;
  });

  it('can come again and again', async () => {
    const { fake, client } = await start();
    for (let life = 0; life < 3; life++) {
      const back = nextLife(fake);
      expect(await answer(client.rpc.build({ ref: 'r' }))).to.match(/^UNAVAILABLE/);
      await back;
    }
    expect((await client.rpc.list()).refs).to.deep.equal([]);
  });
});

/** Resolves after the next death, and once the server listens again where it did before. */
function nextLife(fake: FakeController): Promise<void> {
  return new Promise((resolve) => {
    const stopDeath = fake.onDeath(() => {
      stopDeath();
      // The timer is set after the listeners were told; in process nobody listens, and there is none.
      queueMicrotask(() => {
        if (fake.clock.pending().length === 0) return resolve();
        const stop = fake.journal.onEntry(({ text }) => {
          if (text !== 'the server listens again') return;
          stop();
          resolve();
        });
      });
    });
  });
}

describe('A server that listens on sockets', () => {
  it('is back 100 ms after its death, at the same addresses', async () => {
    await using fake = await FakeController.start({ clock: 'manual' });
    const targets = [await fake.listen('127.0.0.1:0'), await fake.listen('unix')];
    const killer = fake.client();
    expect(await answer(killer.rpc.build({ ref: 'r' }))).to.equal('UNAVAILABLE: Connection dropped');
    expect(existsSync(targets[1]!.slice('unix://'.length))).to.equal(false);
    await fake.clock.advance(99);
    const early = ControllerClient.connect(targets[0]!);
    expect(await answer(early.rpc.info())).to.match(/^UNAVAILABLE/);
    const both = listenings(fake, 2);
    await fake.clock.advance(1);
    await both;
    for (const target of targets) {
      const client = ControllerClient.connect(target);
      expect(await answer(client.rpc.info())).to.equal('OK');
      await client.close();
    }
    await early.close();
  });

  it('warns and notes when somebody has taken its address meanwhile', async () => {
    const warnings: string[] = [];
    await using fake = await FakeController.start({ clock: 'manual', warn: (text) => warnings.push(text) });
    const target = await fake.listen('127.0.0.1:0');
    await answer(fake.client().rpc.build({ ref: 'r' }));
    const squatter = createServer();
    squatter.listen(Number(target.split(':')[1]), '127.0.0.1');
    await once(squatter, 'listening');
    const noted = new Promise((resolve) => fake.journal.onEntry(resolve));
    await fake.clock.advance(100);
    await noted;
    const text = `after its death the server is gone for good: cannot listen on ${target}: the address is in use: stop what listens there, or choose another (port 0 is any free one)`;
    expect(warnings).to.deep.equal([text]);
    expect(fake.journal.toText()).to.include(`-- ${text}\n`);
    squatter.close();
  });

  it('stays dead when it is stopped before it is back', async () => {
    const fake = await FakeController.start();
    const target = await fake.listen();
    await answer(fake.client().rpc.build({ ref: 'r' }));
    await fake.stop();
    const client = ControllerClient.connect(target);
    expect(await answer(client.rpc.info())).to.match(/^UNAVAILABLE/);
    await client.close();
  });

  function listenings(fake: FakeController, count: number): Promise<void> {
    return new Promise((resolve) => {
      let seen = 0;
      fake.journal.onEntry(({ text }) => {
        if (text === 'the server listens again' && ++seen === count) resolve();
      });
    });
  }
});
