import { expect } from 'chai';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { InProcessConnection } from '../../src/transport/in-process-connection.js';
import type { ServerCall } from '../../src/transport/server-call.js';

const ok = { code: 0, message: '' };

/** Makes a call, reads all of it and resolves at its end. */
function read(handler: (call: ServerCall) => unknown): () => Promise<void> {
  const connection = new InProcessConnection(handler, new VirtualClock('manual'));
  return () =>
    new Promise((resolve) => {
      connection.open('/a.B/C', {}, { onHeaders() {}, onMessage() {}, onStatus: () => resolve() }).halfClose();
    });
}

/** How often the event loop turned meanwhile. */
async function turnsDuring(work: () => Promise<void>): Promise<number> {
  let turns = 0;
  let over = false;
  const count = (): void => {
    turns++;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  await work();
  over = true;
  return turns;
}

describe('the share of the event loop', () => {
  it('lets timers and I/O in while a long stream runs', async () => {
    const stream = read(async (call) => {
      for (let i = 0; i < 2000; i++) await call.send(new Uint8Array(1024));
      call.end(ok);
    });
    expect(await turnsDuring(stream)).to.be.greaterThan(10);
  });

  it('lets them in while one call follows the other', async () => {
    const unary = read(async (call) => {
      await call.send(new Uint8Array(100));
      call.end(ok);
    });
    const many = async (): Promise<void> => {
      for (let i = 0; i < 4000; i++) await unary();
    };
    expect(await turnsDuring(many)).to.be.greaterThan(5);
  });

  it('makes a few messages wait for no turn', async () => {
    const stream = read(async (call) => {
      for (let i = 0; i < 10; i++) await call.send(new Uint8Array(100));
      call.end(ok);
    });
    expect(await turnsDuring(stream)).to.equal(0);
  });
});
