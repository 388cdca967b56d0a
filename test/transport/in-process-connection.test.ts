import { expect } from 'chai';
import fc from 'fast-check';
import type { Call, CallOptions, CallStatus, Metadata } from '../../src/client/connection.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { InProcessConnection } from '../../src/transport/in-process-connection.js';
import type { ServerCall } from '../../src/transport/server-call.js';

const ok = { code: 0, message: '' };
const path = '/a.B/C';

interface Opened {
  readonly call: Call;
  /** Everything the listener was told, in order. */
  readonly told: string[];
  readonly status: Promise<CallStatus>;
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}

/** So many turns of the event loop: all that can happen in this process has. */
async function turns(count = 10): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(setImmediate);
}

function connect(handler: (call: ServerCall) => void, clock = new VirtualClock('manual')) {
  const connection = new InProcessConnection(handler, clock);
  const open = (options: CallOptions = {}, onMessage: (call: Call) => void = () => {}): Opened => {
    const told: string[] = [];
    let ended: (status: CallStatus) => void;
    const status = new Promise<CallStatus>((resolve) => {
      ended = resolve;
    });
    const call = connection.open(path, options, {
      onHeaders: () => told.push('headers'),
      onMessage: (message) => {
        told.push(Buffer.from(message).toString());
        onMessage(call);
      },
      onStatus: (how) => {
        told.push(`status ${how.code}`);
        ended(how);
      },
    });
    return { call, told, status };
  };
  return { connection, open, clock };
}

async function echo(call: ServerCall): Promise<void> {
  for (let message = await call.receive(); message !== undefined; message = await call.receive())
    await call.send(message);
  call.end(ok);
}

describe('the in-process connection', () => {
  it('carries any messages both ways, in order, then the status', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 }), async (messages) => {
        const { open } = connect((call) => void echo(call));
        const { call, told, status } = open();
        for (const message of messages) await call.send(message);
        call.halfClose();
        expect((await status).code).to.equal(0);
        const texts = messages.map((message) => Buffer.from(message).toString());
        expect(told).to.deep.equal([...(texts.length > 0 ? ['headers'] : []), ...texts, 'status 0']);
      }),
      { numRuns: 50 },
    );
  });

  it('shows the handler path, metadata and where the call came from', async () => {
    const metadata: Metadata = { 'x-a': ['1'], 'b-bin': [bytes('2')] };
    const seen: unknown[] = [];
    const { open } = connect((call) => {
      seen.push(call.path, call.metadata, call.peer, call.cancelled);
      call.end(ok);
    });
    await open({ metadata }).status;
    expect(seen).to.deep.equal([path, metadata, 'in-process', false]);
  });

  it('gives code, text and details of a failure; the first end wins', async () => {
    const { open } = connect((call) => {
      call.end({ code: 2, message: 'no – nein', details: bytes('d') });
      call.end(ok);
    });
    expect(await open().status).to.deep.equal({
      code: 2,
      message: 'no – nein',
      trailers: { 'grpc-status-details-bin': [bytes('d')] },
    });
  });

  it('never calls the listener inside a call of the client or the handler', async () => {
    const { open } = connect((call) => {
      void call.send(bytes('x'));
      call.end(ok);
      opened.told.push('handler done');
    });
    const opened = open();
    opened.told.push('opened');
    await opened.status;
    expect(opened.told).to.deep.equal(['opened', 'handler done', 'headers', 'x', 'status 0']);
  });

  it('says true of every message that arrives, even when the end follows at once', async () => {
    const sent: Promise<boolean>[] = [];
    const { open } = connect((call) => {
      sent.push(call.send(bytes('a')), call.send(bytes('b')));
      call.end(ok);
      sent.push(call.send(bytes('late')));
    });
    const { told, status } = open();
    await status;
    expect(told).to.deep.equal(['headers', 'a', 'b', 'status 0']);
    expect(await Promise.all(sent)).to.deep.equal([true, true, false]);
  });

  it('holds a handler back while its client does not read, and says false when the client goes', async () => {
    const results: boolean[] = [];
    const { open } = connect((call) => {
      void (async () => {
        for (let going = true; going; results.push(going)) going = await call.send(new Uint8Array(16_384));
      })();
    });
    const { call } = open();
    call.pause();
    await turns();
    expect(results).to.deep.equal([true, true, true]);
    call.cancel();
    await turns();
    expect(results).to.deep.equal([true, true, true, false]);
  });

  it('holds a client back while the handler does not read', async () => {
    let handled: ServerCall | undefined;
    const { open } = connect((call) => {
      handled = call;
    });
    const { call } = open();
    let sent = 0;
    const sending = (async () => {
      for (; sent < 10; sent++) await call.send(new Uint8Array(16_384));
    })();
    await turns();
    expect(sent).to.equal(3);
    for (let i = 0; i < 10; i++) await handled?.receive();
    await sending;
    expect(sent).to.equal(10);
  });

  it('counts empty messages against the window too', async () => {
    let sent = 0;
    const { open } = connect((call) => {
      void (async () => {
        while (await call.send(new Uint8Array())) sent++;
      })();
    });
    const { call } = open();
    call.pause();
    await turns(100);
    expect(sent).to.be.within(1000, 65_535);
    call.cancel();
  });

  it('stops between two messages when told to in the first, and goes on', async () => {
    const { open } = connect((call) => {
      void call.send(bytes('a'));
      void call.send(bytes('b'));
      call.end(ok);
    });
    const { call, told, status } = open({}, (here) => here.pause());
    await turns();
    expect(told).to.deep.equal(['headers', 'a']);
    call.resume();
    await status;
    expect(told).to.deep.equal(['headers', 'a', 'b', 'status 0']);
  });

  it('lets a handler read what was sent before the half-close, and nothing after', async () => {
    const read: string[] = [];
    const { open } = connect((call) => {
      void (async () => {
        await turns(1);
        for (let message = await call.receive(); message !== undefined; message = await call.receive())
          read.push(Buffer.from(message).toString());
        read.push(call.cancelled ? 'cancelled' : 'half-closed');
        call.end(ok);
      })();
    });
    const { call, status } = open();
    await call.send(bytes('a'));
    call.halfClose();
    await call.send(bytes('b'));
    await status;
    expect(read).to.deep.equal(['a', 'half-closed']);
  });

  it('cancels: the client is told CANCELLED, the handler wakes and sees it', async () => {
    const seen: unknown[] = [];
    const { open } = connect((call) => {
      call.onCancel(() => seen.push('told'));
      void call.receive().then((message) => seen.push(message, call.cancelled));
    });
    const { call, told, status } = open();
    await turns();
    call.cancel();
    call.cancel();
    expect(await status).to.deep.equal({ code: 1, message: 'Cancelled on client', trailers: {} });
    await turns();
    expect(seen).to.deep.equal(['told', undefined, true]);
    expect(told).to.deep.equal(['status 1']);
  });

  it('is cancelled by no normal end, not even when the client cancels what has ended', async () => {
    let cancelled = 0;
    const { open } = connect((call) => {
      call.onCancel(() => cancelled++);
      void call.send(bytes('a'));
      call.end(ok);
    });
    const first = open();
    await first.status;
    first.call.cancel();
    const second = open();
    second.call.pause();
    await turns();
    second.call.cancel();
    expect((await second.status).code).to.equal(1);
    expect(cancelled).to.equal(0);
    expect(first.told).to.deep.equal(['headers', 'a', 'status 0']);
  });

  it('ends with DEADLINE_EXCEEDED on the clock, the deadline rounded up to 100 ms', async () => {
    const { open, clock } = connect(() => {});
    const { told, status } = open({ deadlineMs: 150 });
    await clock.advance(199);
    expect(told).to.deep.equal([]);
    await clock.advance(1);
    expect(await status).to.deep.equal({ code: 4, message: 'Deadline exceeded', trailers: {} });
  });

  it('leaves no timer behind when a call ends before its deadline, and sets none for an endless one', async () => {
    const { open, clock } = connect((call) => call.end(ok));
    const { status } = open({ deadlineMs: 1000 });
    expect(clock.pending()).to.deep.equal([{ in: 1000, label: `deadline of ${path}` }]);
    await status;
    expect(clock.pending()).to.deep.equal([]);
    const endless = open({ deadlineMs: Number.POSITIVE_INFINITY });
    expect(clock.pending()).to.deep.equal([]);
    await endless.status;
  });

  it('tells each call UNAVAILABLE when the server dies, and its handlers that it is cancelled', async () => {
    let cancelled = 0;
    const { open, connection } = connect((call) => void call.onCancel(() => cancelled++));
    const calls = [open(), open()];
    await turns();
    connection.drop('Connection dropped');
    for (const { status } of calls) {
      expect(await status).to.deep.equal({ code: 14, message: 'Connection dropped', trailers: {} });
    }
    expect(cancelled).to.equal(2);
  });

  it('opens no call once closed', async () => {
    let accepted = 0;
    const { open, connection } = connect(() => accepted++);
    await connection.close();
    const { call, status } = open();
    await call.send(bytes('x'));
    expect((await status).code).to.equal(14);
    await turns();
    expect(accepted).to.equal(0);
  });

  it('keeps an automatic clock still while messages go to and fro', async () => {
    const clock = new VirtualClock('auto');
    let fired = false;
    clock.after(1, 'later', () => (fired = true));
    const { open } = connect((call) => void echo(call), clock);
    let answers = 0;
    const { call, status } = open({}, (here) => {
      answers++;
      // A turn of the event loop between an answer and the next message.
      setImmediate(() => {
        if (answers === 50) here.halfClose();
        else void here.send(bytes('x'));
      });
    });
    await call.send(bytes('x'));
    await status;
    expect([answers, fired]).to.deep.equal([50, false]);
    await turns();
    expect(fired).to.equal(true);
  });
});
