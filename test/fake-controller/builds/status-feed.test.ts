import { expect } from 'chai';
import { StatusFeed, type Subscriber } from '../../../src/fake-controller/builds/status-feed.js';
import type { StatusResponse } from '../../../src/protocol/messages.js';

function message(): StatusResponse {
  return { vertices: [], statuses: [], logs: [], warnings: [] };
}

/** As a Status stream reads: undefined at the end. */
async function next(subscriber: Subscriber): Promise<StatusResponse | undefined> {
  while (!subscriber.done) {
    const message = subscriber.take();
    if (message !== undefined) return message;
    await subscriber.wait();
  }
  return undefined;
}

describe('The feed of a build', () => {
  for (const shared of [true, false]) {
    const feedOf = (stalls = true): StatusFeed => new StatusFeed({ shared, stalls });

    it(`${shared ? 'shared' : 'not shared'}, gives what was sent before it was closed, then nothing`, async () => {
      const feed = feedOf(false);
      const [a, b] = [message(), message()];
      feed.send(a);
      feed.send(b);
      feed.close();
      const subscriber = feed.subscribe();
      expect(await next(subscriber)).to.equal(a);
      expect(await next(subscriber)).to.equal(b);
      expect(await next(subscriber)).to.equal(undefined);
    });

    it(`${shared ? 'shared' : 'not shared'}, tells the sender when its message is taken`, async () => {
      const feed = feedOf();
      const sent = message();
      let taken = 0;
      feed.send(sent, () => taken++);
      expect(taken).to.equal(0);
      expect(await next(feed.subscribe())).to.equal(sent);
      expect(taken).to.equal(1);
    });

    it(`${shared ? 'shared' : 'not shared'}, lets a subscriber that waits go`, async () => {
      const feed = feedOf();
      const subscriber = feed.subscribe();
      const last = next(subscriber);
      expect(feed.hasReader).to.equal(true);
      subscriber.leave();
      expect(await last).to.equal(undefined);
      expect(feed.hasReader).to.equal(false);
    });

    it(`${shared ? 'shared' : 'not shared'}, wakes all at its end`, async () => {
      const feed = feedOf();
      const waiting = [next(feed.subscribe()), next(feed.subscribe())];
      feed.close();
      expect(await Promise.all(waiting)).to.deep.equal([undefined, undefined]);
    });
  }

  it('shared, hands a message on when the subscriber that was woken for it leaves', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const [first, second] = [feed.subscribe(), feed.subscribe()];
    const [gone, kept] = [next(first), next(second)];
    feed.send(message());
    first.leave();
    expect(await gone).to.equal(undefined);
    expect(await kept).to.not.equal(undefined);
  });

  it('shared, gives messages to those who wait, longest first', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const [first, second] = [next(feed.subscribe()), next(feed.subscribe())];
    const [a, b] = [message(), message()];
    feed.send(a);
    feed.send(b);
    expect(await first).to.equal(a);
    expect(await second).to.equal(b);
  });
});
