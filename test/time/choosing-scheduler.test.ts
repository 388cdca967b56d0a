import { expect } from 'chai';
import { ChoosingScheduler } from '../../src/time/choosing-scheduler.js';

describe('A scheduler that chooses', () => {
  it('lets one event happen at a time, as chosen, and tells the order', async () => {
    const scheduler = new ChoosingScheduler((labels) => labels.length - 1);
    const happened: string[] = [];
    for (const label of ['a', 'b', 'c']) void scheduler.turn(label).then(() => happened.push(label));
    await scheduler.idle();
    expect(happened).to.deep.equal(['c', 'b', 'a']);
    expect(scheduler.order).to.deep.equal(happened);
  });

  it('is idle when nothing waits any more, however many wait for that', async () => {
    const scheduler = new ChoosingScheduler(() => 0);
    let left = 100;
    const next = async (): Promise<void> => {
      await scheduler.turn(`event ${left}`);
      left -= 1;
      if (left > 0) await next();
    };
    void next();
    await Promise.all(Array.from({ length: 5 }, () => scheduler.idle()));
    expect(left).to.equal(0);
  });
});
