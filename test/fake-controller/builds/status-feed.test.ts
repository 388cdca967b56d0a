import { expect } from 'chai';
import { StatusFeed } from '../../../src/fake-controller/builds/status-feed.js';
import type { StatusResponse } from '../../../src/protocol/messages.js';

function message(): StatusResponse {
  return { vertices: [], statuses: [], logs: [], warnings: [] };
}

describe('The feed of a build', () => {
  for (const shared of [true, false]) {
    const feedOf = (stalls = true): StatusFeed => new StatusFeed({ shared, stalls });

    it(`${shared ? 'shared' : 'not shared'}, gives what was sent before it was closed, then nothing`, async () => {
      const feed = feedOf(false);
      const [a, b] = [message(), message()];
      await feed.send(a);
      await feed.send(b);
      feed.close();
      const subscriber = feed.subscribe();
      expect(await subscriber.next()).to.equal(a);
      expect(await subscriber.next()).to.equal(b);
      expect(await subscriber.next()).to.equal(undefined);
    });

    it(`${shared ? 'shared' : 'not shared'}, holds the sender until a message is taken`, async () => {
      const feed = feedOf();
      let taken = false;
      const sent = feed.send(message()).then(() => {
        taken = true;
      });
      await Promise.resolve();
      expect(taken).to.equal(false);
      await feed.subscribe().next();
      await sent;
    });

    it(`${shared ? 'shared' : 'not shared'}, lets a subscriber that waits go`, async () => {
      const feed = feedOf();
      const subscriber = feed.subscribe();
      const next = subscriber.next();
      expect(feed.hasReader).to.equal(true);
      subscriber.leave();
      expect(await next).to.equal(undefined);
      expect(feed.hasReader).to.equal(false);
    });

    it(`${shared ? 'shared' : 'not shared'}, wakes all at its end`, async () => {
      const feed = feedOf();
      const waiting = [feed.subscribe().next(), feed.subscribe().next()];
      feed.close();
      expect(await Promise.all(waiting)).to.deep.equal([undefined, undefined]);
    });
  }

  it('shared, hands a message on when the subscriber that was woken for it leaves', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const [first, second] = [feed.subscribe(), feed.subscribe()];
    const [gone, next] = [first.next(), second.next()];
    const sent = feed.send(message());
    first.leave();
    expect(await gone).to.equal(undefined);
    expect(await next).to.not.equal(undefined);
    await sent;
  });

  it('shared, gives messages to those who wait, longest first', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const [first, second] = [feed.subscribe().next(), feed.subscribe().next()];
    const [a, b] = [message(), message()];
    void feed.send(a);
    void feed.send(b);
    expect(await first).to.equal(a);
    expect(await second).to.equal(b);
  });
});
