import { expect } from 'chai';
import fc from 'fast-check';
import { ChoosingScheduler } from '../../src/time/choosing-scheduler.js';
import { ClockError } from '../../src/time/clock.js';
import { defaultEpoch, VirtualClock } from '../../src/time/virtual-clock.js';

/** So many turns of the event loop, far more than a clock waits for. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(setImmediate);
}

/** What fires, and when, since the clock's beginning. */
function recorder(clock: VirtualClock): {
  readonly fired: string[];
  at(ms: number, label: string, then?: () => void): void;
} {
  const start = clock.now;
  const fired: string[] = [];
  return {
    fired,
    at: (ms, label, then) =>
      void clock.after(ms, label, () => {
        fired.push(`${label}@${clock.now - start}`);
        then?.();
      }),
  };
}

describe('a manual clock', () => {
  it('begins on Monday 3 April 2023 and stands still', async () => {
    const clock = new VirtualClock('manual');
    const { fired, at } = recorder(clock);
    at(0, 'a');
    await turns(200);
    expect(new Date(clock.now).toISOString()).to.equal('2023-04-03T00:00:00.000Z');
    expect(clock.now).to.equal(defaultEpoch);
    expect(fired).to.deep.equal([]);
  });

  it('fires what falls due, in the order of instants, then of setting, each at its instant', async () => {
    const delays = fc.array(fc.nat(20), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(delays, fc.nat(25), async (list, duration) => {
        const clock = new VirtualClock('manual');
        const { fired, at } = recorder(clock);
        list.forEach((ms, i) => at(ms, `${i}`));
        await clock.advance(duration);
        const due = list.map((ms, i) => ({ ms, i })).filter(({ ms }) => ms <= duration);
        expect(fired).to.deep.equal(due.toSorted((a, b) => a.ms - b.ms).map(({ ms, i }) => `${i}@${ms}`));
        expect(clock.now - defaultEpoch).to.equal(duration);
        expect(clock.pending()).to.have.lengthOf(list.length - due.length);
      }),
      { numRuns: 30 },
    );
  });

  it('fires what is set on the way, and lets what was fired settle in between', async () => {
    const clock = new VirtualClock('manual');
    const { fired, at } = recorder(clock);
    at(10, 'a', () => {
      void (async () => {
        for (let i = 0; i < 20; i++) await Promise.resolve();
        at(5, 'b');
      })();
    });
    at(20, 'c');
    await clock.advance('1s');
    expect(fired).to.deep.equal(['a@10', 'b@15', 'c@20']);
    expect(clock.now - defaultEpoch).to.equal(1000);
  });

  it('adds up advances that are asked for at once', async () => {
    const clock = new VirtualClock('manual');
    await Promise.all([clock.advance('1s'), clock.advance('2s')]);
    expect(clock.now - defaultEpoch).to.equal(3000);
  });

  it('refuses to go back, and still moves afterwards', async () => {
    const clock = new VirtualClock('manual');
    const error: unknown = await clock.advance(-1).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'BAD_DURATION');
    await clock.advance(1);
    expect(clock.now - defaultEpoch).to.equal(1);
  });

  it('steps from timer to timer', async () => {
    const clock = new VirtualClock('manual');
    const { fired, at } = recorder(clock);
    at(20, 'b');
    at(10, 'a');
    expect(clock.pending()).to.deep.equal([
      { in: 10, label: 'a' },
      { in: 20, label: 'b' },
    ]);
    expect(await clock.next()).to.equal(true);
    expect(fired).to.deep.equal(['a@10']);
    expect(await clock.next()).to.equal(true);
    expect(await clock.next()).to.equal(false);
    expect(clock.now - defaultEpoch).to.equal(20);
  });

  it('runs until nothing is left, and gives up on what has no end, naming it', async () => {
    const clock = new VirtualClock('manual');
    const { fired, at } = recorder(clock);
    at(10, 'a', () => at(10, 'b'));
    await clock.runAll({ limit: 2 });
    expect(fired).to.deep.equal(['a@10', 'b@20']);
    const tick = (): void => at(1, 'tick', tick);
    tick();
    const error: unknown = await clock.runAll({ limit: 50 }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ClockError);
    expect(error)
      .to.have.property('message')
      .that.matches(/^50 timers fired and more are due, the next for tick/);
    expect(fired).to.have.lengthOf(52);
  });

  it('fires nothing that was cancelled, and nothing once stopped', async () => {
    const clock = new VirtualClock('manual');
    const { fired, at } = recorder(clock);
    const timer = clock.after(5, 'cancelled', () => fired.push('cancelled'));
    timer.cancel();
    timer.cancel();
    at(6, 'a');
    await clock.advance(10);
    at(1, 'b');
    clock.stop();
    at(1, 'c');
    await clock.advance(10);
    expect(fired).to.deep.equal(['a@6']);
    expect(clock.pending()).to.deep.equal([]);
  });
});

describe('an automatic clock', () => {
  it('jumps when nothing else can run: an hour takes no time', async () => {
    const clock = new VirtualClock('auto');
    await new Promise<void>((resolve) => void clock.after(3_600_000, 'hour', resolve));
    expect(clock.now - defaultEpoch).to.equal(3_600_000);
  });

  it('stands still while things happen', async () => {
    const clock = new VirtualClock('auto');
    const { fired, at } = recorder(clock);
    at(1, 'a');
    for (let i = 0; i < 100; i++) {
      clock.touch();
      await turns(1);
    }
    expect(fired).to.deep.equal([]);
    await turns(20);
    expect(fired).to.deep.equal(['a@1']);
  });

  it('does not fire what was cancelled by a timer of the same instant that had its turn before', async () => {
    const clock = new VirtualClock('auto', defaultEpoch, new ChoosingScheduler((labels) => labels.length - 1));
    const fired: string[] = [];
    const first = clock.after(1, 'first', () => fired.push('first'));
    clock.after(1, 'second', () => {
      fired.push('second');
      first.cancel();
    });
    await new Promise<void>((resolve) => {
      clock.after(2, 'end', resolve);
    });
    expect(fired).to.deep.equal(['second']);
  });

  it('stands still while it is held, however the holds nest, and goes on after', async () => {
    const clock = new VirtualClock('auto');
    const { fired, at } = recorder(clock);
    at(1, 'a');
    const result = await clock.hold(async () => {
      await clock.hold(() => turns(50));
      await turns(50);
      expect(fired).to.deep.equal([]);
      return 7;
    });
    expect(result).to.equal(7);
    await turns(20);
    expect(fired).to.deep.equal(['a@1']);
  });

  it('goes on after a hold that failed', async () => {
    const clock = new VirtualClock('auto');
    const { fired, at } = recorder(clock);
    at(1, 'a');
    const error: unknown = await clock.hold(() => Promise.reject(new Error('no'))).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'no');
    await turns(20);
    expect(fired).to.deep.equal(['a@1']);
  });

  it('is in no hurry for deadlines: whoever set one may be about to act', async () => {
    const clock = new VirtualClock('auto');
    let fired = false;
    clock.after(100, 'deadline', () => (fired = true), { deadline: true });
    await turns(40);
    expect(fired).to.equal(false);
    await turns(100);
    expect(fired).to.equal(true);
  });

  it('meets a deadline on the way to work that comes later', async () => {
    const clock = new VirtualClock('auto');
    const { fired, at } = recorder(clock);
    clock.after(10, 'deadline', () => fired.push(`deadline@${clock.now - defaultEpoch}`), { deadline: true });
    at(20, 'work');
    await turns(100);
    expect(fired).to.deep.equal(['deadline@10', 'work@20']);
  });

  it('advances exactly so far and no further, with more to come', async () => {
    const clock = new VirtualClock('auto');
    const { fired, at } = recorder(clock);
    at(10, 'a');
    at(30, 'b');
    await clock.advance(20);
    expect(fired).to.deep.equal(['a@10']);
    expect(clock.now - defaultEpoch).to.equal(20);
  });

  it('stops for good', async () => {
    const clock = new VirtualClock('auto');
    const { fired, at } = recorder(clock);
    at(1, 'a');
    clock.stop();
    at(1, 'b');
    await turns(200);
    expect(fired).to.deep.equal([]);
  });
});
