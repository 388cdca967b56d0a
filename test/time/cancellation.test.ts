import { expect } from 'chai';
import { CancellationSource } from '../../src/time/cancellation.js';
import { sleep } from '../../src/time/sleep.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';

describe('a cancellation', () => {
  it('tells every listener once, in the order in which they came', () => {
    const source = new CancellationSource();
    const told: string[] = [];
    for (const name of ['a', 'b', 'c']) source.onCancel(() => told.push(name));
    expect(source.cancelled).to.equal(false);
    source.cancel();
    source.cancel();
    expect(told).to.deep.equal(['a', 'b', 'c']);
    expect(source.cancelled).to.equal(true);
  });

  it('tells late listeners at once', () => {
    const source = new CancellationSource();
    source.cancel();
    let told = 0;
    source.onCancel(() => told++)();
    expect(told).to.equal(1);
  });

  it('tells nobody who stopped listening, not even when another listener stopped it', () => {
    const source = new CancellationSource();
    const told: string[] = [];
    source.onCancel(() => told.push('gone'))();
    source.onCancel(() => stopLast());
    const stopLast = source.onCancel(() => told.push('stopped by another'));
    source.cancel();
    expect(told).to.deep.equal([]);
  });

  it('knows the same function apart when it listens twice', () => {
    const source = new CancellationSource();
    let told = 0;
    const listener = (): void => void told++;
    const stop = source.onCancel(listener);
    source.onCancel(listener);
    stop();
    source.cancel();
    expect(told).to.equal(1);
  });
});

describe('sleep', () => {
  it('ends true when the time is over, and listens no more', async () => {
    const clock = new VirtualClock('auto');
    const until = new CancellationSource();
    const start = clock.now;
    expect(await sleep(clock, 3000, 'nap', until)).to.equal(true);
    expect(clock.now - start).to.equal(3000);
    until.cancel();
    expect(clock.pending()).to.deep.equal([]);
  });

  it('ends false when it is called off, and leaves no timer behind', async () => {
    const clock = new VirtualClock('manual');
    const until = new CancellationSource();
    const nap = sleep(clock, 3000, 'nap', until);
    expect(clock.pending()).to.deep.equal([{ in: 3000, label: 'nap' }]);
    until.cancel();
    expect(await nap).to.equal(false);
    expect(clock.pending()).to.deep.equal([]);
    expect(await sleep(clock, 1, 'late', until)).to.equal(false);
  });
});
