import { expect } from 'chai';
import { SharedClock } from '../../src/time/shared-clock.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';

describe('a clock that is shared', () => {
  it('has one time for all, and fires the timers of all in their order', async () => {
    const shared = new VirtualClock('manual');
    const [one, other] = [new SharedClock(shared), new SharedClock(shared)];
    const fired: string[] = [];
    other.after(20, 'second', () => fired.push('second'));
    one.after(10, 'first', () => fired.push('first'));
    await one.advance(30);
    expect(fired).to.deep.equal(['first', 'second']);
    expect(other.now).to.equal(one.now);
  });

  it('shows to each holder only timers of its own that are still to come', async () => {
    const shared = new VirtualClock('manual');
    const [one, other] = [new SharedClock(shared), new SharedClock(shared)];
    one.after(10, 'soon', () => {});
    one.after(30, 'later', () => {});
    const cancelled = one.after(40, 'never', () => {});
    other.after(20, "the other's", () => {});
    cancelled.cancel();
    await shared.advance(15);
    expect(one.pending()).to.deep.equal([{ in: 15, label: 'later' }]);
  });

  it('goes on for the others when one holder stops', async () => {
    const shared = new VirtualClock('manual');
    const [one, other] = [new SharedClock(shared), new SharedClock(shared)];
    const fired: string[] = [];
    one.after(10, 'stopped', () => fired.push('stopped'));
    other.after(20, 'goes on', () => fired.push('goes on'));
    one.stop();
    one.after(5, 'too late', () => fired.push('too late'));
    await shared.advance(30);
    expect(fired).to.deep.equal(['goes on']);
  });
});
