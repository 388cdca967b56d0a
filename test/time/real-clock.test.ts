import { expect } from 'chai';
import { ClockError } from '../../src/time/clock.js';
import { RealClock } from '../../src/time/real-clock.js';

/** Timers of the clock keep no process alive: while one is awaited, this does. */
async function awake<T>(work: Promise<T>): Promise<T> {
  const handle = setInterval(() => {}, 1000);
  return work.finally(() => clearInterval(handle));
}

describe('a real clock', () => {
  it('tells the time of day when it is made', () => {
    const before = Date.now();
    // Rounded to whole milliseconds.
    expect(new RealClock().now).to.be.within(before - 1, Date.now() + 1);
  });

  it('goes on when the wall clock is set back or ahead, and so do its timers', async () => {
    const wallClock = Date.now;
    const clock = new RealClock();
    const before = clock.now;
    try {
      for (const hours of [-1, 1]) {
        Date.now = () => wallClock() + hours * 3_600_000;
        expect(clock.now - before).to.be.within(0, 60_000);
        const soon = awake(new Promise<void>((resolve) => void clock.after(5, 'soon', resolve)));
        Date.now = wallClock;
        await soon;
      }
    } finally {
      Date.now = wallClock;
    }
  });

  it('fires in the order of instants, and forgets what has fired', async () => {
    const clock = new RealClock();
    const fired: string[] = [];
    await awake(
      new Promise<void>((resolve) => {
        clock.after(20, 'b', () => resolve(void fired.push('b')));
        clock.after(1, 'a', () => fired.push('a'));
        expect(clock.pending().map(({ label }) => label)).to.deep.equal(['a', 'b']);
      }),
    );
    expect(fired).to.deep.equal(['a', 'b']);
    expect(clock.pending()).to.deep.equal([]);
  });

  it('does not fire what was cancelled, nor anything once stopped', async () => {
    const clock = new RealClock();
    const fired: string[] = [];
    clock.after(1, 'cancelled', () => fired.push('cancelled')).cancel();
    clock.after(1, 'stopped', () => fired.push('stopped'));
    clock.stop();
    clock.after(1, 'late', () => fired.push('late'));
    expect(clock.pending()).to.deep.equal([]);
    await awake(new Promise<void>((resolve) => void new RealClock().after(20, 'other', resolve)));
    expect(fired).to.deep.equal([]);
  });

  it('waits longer than a timer of Node.js can', async () => {
    const clock = new RealClock();
    let fired = false;
    const timer = clock.after(2 ** 40, 'decades', () => (fired = true));
    // Node.js turns a delay that it cannot take into 1 ms.
    await awake(new Promise<void>((resolve) => void clock.after(20, 'other', resolve)));
    expect(fired).to.equal(false);
    timer.cancel();
  });

  for (const move of ['advance', 'next', 'runAll'] as const) {
    it(`refuses to ${move}`, async () => {
      const clock: RealClock = new RealClock();
      const error: unknown = await clock[move]().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(ClockError).with.property('code', 'CLOCK');
    });
  }
});
