import { expect } from 'chai';
import { mock } from 'node:test';
import sinon from 'sinon';
import { build, FakeController, joinClocks, type RunnerTimers, vertex } from '../../src/index.js';

/** A client of somebody: it builds, and if that fails, builds again five seconds later, by its own timer. */
async function buildWithPatience(fake: FakeController, log: (text: string) => void): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    log(`attempt ${attempt} at ${Date.now()}`);
    try {
      await fake.client().build({ contextPath: '.' });
      log(`built at ${Date.now()}`);
      return;
    } catch {
      log(`failed at ${Date.now()}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 5000);
    });
  }
}

const scenario = {
  builds: [
    build().add(vertex('[1/1] RUN make').takes('3s').exits(2)).once(),
    build().add(vertex('[1/1] RUN make').takes('3s')),
  ],
};

const kinds: readonly (readonly [name: string, install: () => readonly [RunnerTimers, () => void]])[] = [
  [
    '@sinonjs/fake-timers',
    () => {
      const clock = sinon.useFakeTimers({ now: 0, toFake: ['setTimeout', 'Date'] });
      return [clock, () => clock.restore()];
    },
  ],
  [
    'node:test',
    () => {
      mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
      return [mock.timers, () => mock.timers.reset()];
    },
  ],
  [
    'jest and vitest',
    () => {
      const clock = sinon.useFakeTimers({ now: 0, toFake: ['setTimeout', 'Date'] });
      return [{ advanceTimersByTimeAsync: (ms: number) => clock.tickAsync(ms) }, () => clock.restore()];
    },
  ],
];

describe('The clock of a fake, joined with the timers of a runner', () => {
  for (const [name, install] of kinds) {
    it(`moves with those of ${name}, and they with it`, async () => {
      const [timers, restore] = install();
      try {
        await using fake = await FakeController.start({ clock: 'manual', epoch: 0, scenario });
        const said: string[] = [];
        const done = buildWithPatience(fake, (text) => said.push(text));
        const time = joinClocks(fake.clock, timers);
        await time.advance('2900ms');
        expect(said).to.deep.equal(['attempt 1 at 0']);
        await time.advance(100);
        expect(said.slice(1)).to.deep.equal(['failed at 3000']);
        await time.advance('4900ms');
        expect(said.slice(2)).to.deep.equal([]);
        await time.advance('1m');
        await done;
        // When the runner's timer fires, the fake is a step behind.
        expect(said.slice(2)).to.deep.equal(['attempt 2 at 8000', 'built at 10900']);
        expect(fake.clock.now).to.equal(67_900);
      } finally {
        restore();
      }
    });
  }

  it('must not move by itself', async () => {
    await using fake = await FakeController.start();
    expect(() => joinClocks(fake.clock, mock.timers))
      .to.throw("start the fake with clock: 'manual'")
      .with.property('code', 'CLOCK');
  });

  it('is joined with nothing else', async () => {
    await using fake = await FakeController.start({ clock: 'manual' });
    for (const timers of [undefined, 5, {}] as never[])
      expect(() => joinClocks(fake.clock, timers))
        .to.throw('was given something else')
        .with.property('code', 'CLOCK');
    expect(() => joinClocks(fake.clock, mock.timers, { step: 0 })).to.throw('more than 0 ms');
  });
});
