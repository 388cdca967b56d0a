import { expect } from 'chai';
import { StatusFeed, type Subscriber } from '../../../src/playback/progress/status-feed.js';
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

/** Reads to the end, as a Status stream forwards: after each message, it is a moment before it looks again. */
async function forward(subscriber: Subscriber, send: () => Promise<void>): Promise<void> {
  while (!subscriber.done) {
    if (subscriber.take() === undefined) await subscriber.wait();
    else await send();
  }
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

  it('shared, deals out what comes a microtask apart in turn: who was just served waits behind the others', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const took: number[] = [];
    const readers = [1, 2, 3].map((reader) => forward(feed.subscribe(), async () => void took.push(reader)));
    for (let sent = 0; sent < 9; sent++) {
      feed.send(message());
      await Promise.resolve();
    }
    feed.close();
    await Promise.all(readers);
    expect(took).to.deep.equal([1, 2, 3, 1, 2, 3, 1, 2, 3]);
  });

  it('shared, keeps a message that was handed to one that waits from all others', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const [waits, comes] = [feed.subscribe(), feed.subscribe()];
    const waited = next(waits);
    const sent = message();
    feed.send(sent);
    expect(comes.take()).to.equal(undefined);
    expect(await waited).to.equal(sent);
  });

  it('shared, hands on to the one that waits, and tells the sender only when that one takes it', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const [first, second] = [feed.subscribe(), feed.subscribe()];
    const [gone, kept] = [next(first), next(second)];
    const sent = message();
    let taken = 0;
    feed.send(sent, () => taken++);
    first.leave();
    expect(taken).to.equal(0);
    expect([await gone, await kept]).to.deep.equal([undefined, sent]);
    expect(taken).to.equal(1);
  });

  it('shared, puts what was handed to one that leaves before all that came later, where nobody waits', async () => {
    const feed = new StatusFeed({ shared: true, stalls: true });
    const first = feed.subscribe();
    const gone = next(first);
    const [a, b] = [message(), message()];
    feed.send(a);
    feed.send(b);
    first.leave();
    expect(await gone).to.equal(undefined);
    const second = feed.subscribe();
    expect(
      [second.take(), second.take(), second.take()].map((seen) => [a, b].findIndex((one) => one === seen)),
    ).to.deep.equal([0, 1, -1]);
  });
});
