import { expect } from 'chai';
import fc from 'fast-check';
import { Inbox } from '../../src/transport/inbox.js';

describe('Inbox', () => {
  it('gives everything in order, whether reader or writer comes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('push', 'take', 'next'), { maxLength: 40 }), async (steps) => {
        const inbox = new Inbox<number>();
        let pushed = 0;
        const read: number[] = [];
        const push = (): void => inbox.push(pushed++);
        for (const step of steps) {
          if (step === 'push') push();
          else if (step === 'take') read.push(...[inbox.take()].filter((message) => message !== undefined));
          else {
            const next = inbox.next();
            if (pushed === read.length) push();
            read.push((await next)!);
          }
          expect(inbox.length).to.equal(pushed - read.length);
        }
        inbox.close();
        for (let message = await inbox.next(); message !== undefined; message = await inbox.next()) read.push(message);
        expect(read).to.deep.equal(Array.from({ length: pushed }, (_, i) => i));
      }),
    );
  });

  it('stays in order when many thousand messages wait', () => {
    const inbox = new Inbox<number>();
    for (let i = 0; i < 10_000; i++) inbox.push(i);
    for (let i = 0; i < 6000; i++) expect(inbox.take()).to.equal(i);
    for (let i = 10_000; i < 12_000; i++) inbox.push(i);
    for (let i = 6000; i < 12_000; i++) expect(inbox.take()).to.equal(i);
    expect(inbox.take()).to.equal(undefined);
  });

  it('tells a waiting reader that it was closed, and takes no more', async () => {
    const inbox = new Inbox<number>();
    const next = inbox.next();
    inbox.close();
    inbox.push(1);
    expect(await next).to.equal(undefined);
    expect(await inbox.next()).to.equal(undefined);
    expect(inbox.length).to.equal(0);
  });

  it('forgets what is there when dropped', async () => {
    const inbox = new Inbox<number>();
    inbox.push(1);
    inbox.close();
    inbox.drop();
    expect(await inbox.next()).to.equal(undefined);
  });
});
