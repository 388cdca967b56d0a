import { expect } from 'chai';
import type { CallEvent } from '../../src/client/call-event.js';
import type { CallListener, CallOptions, Connection } from '../../src/client/connection.js';
import { ControllerClient } from '../../src/client/controller-client.js';
import type { StatusResponse } from '../../src/protocol/messages.js';
import { methodOf } from '../../src/protocol/service.js';
import { statusCodes } from '../../src/protocol/status-code.js';

function progressOf(name: string): Uint8Array {
  return methodOf('2023-04', 'Status').response.encode({ vertices: [{ name }] });
}

/** The other end of a client's calls, moved by hand. */
class Wire implements Connection {
  readonly address = 'by hand';
  readonly calls: { readonly path: string; readonly options: CallOptions; readonly listener: CallListener }[] = [];
  readonly did: string[] = [];

  open(path: string, options: CallOptions, listener: CallListener) {
    this.calls.push({ path, options, listener });
    return {
      send: async (bytes: Uint8Array) => void this.did.push(`send ${bytes.length}`),
      halfClose: () => void this.did.push('half-close'),
      cancel: () => {
        this.did.push('cancel');
        queueMicrotask(() => listener.onStatus({ code: statusCodes.CANCELLED, message: 'cancelled', trailers: {} }));
      },
      pause: () => void this.did.push('pause'),
      resume: () => void this.did.push('resume'),
    };
  }

  async close(): Promise<void> {
    this.did.push('close');
  }

  get listener(): CallListener {
    return this.calls.at(-1)!.listener;
  }

  progress(name: string): void {
    this.listener.onMessage(progressOf(name));
  }

  end(code: number, message = ''): void {
    this.listener.onStatus({ code, message, trailers: {} });
  }
}

describe('a call of a controller client', () => {
  let wire: Wire;
  let client: ControllerClient;
  let events: CallEvent[];

  beforeEach(() => {
    wire = new Wire();
    events = [];
    client = new ControllerClient(wire, { observer: (event) => events.push(event) });
  });

  const nameOf = ({ vertices }: StatusResponse): string | undefined => vertices[0]?.name;

  async function namesIn(call: AsyncIterable<StatusResponse>): Promise<unknown[]> {
    const names: unknown[] = [];
    for await (const message of call) names.push(nameOf(message));
    return names;
  }

  it('gives all messages to everybody who iterates, whenever they begin, and ends with an error, too', async () => {
    const call = client.rpc.status({ ref: 'r' });
    const early = namesIn(call);
    wire.progress('a');
    await call.find((message) => nameOf(message) === 'a');
    const later = namesIn(call);
    wire.progress('b');
    wire.end(statusCodes.UNKNOWN, 'no');
    expect(await Promise.all([early, later, namesIn(call)])).to.deep.equal([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(call.ended).to.deep.equal({ code: statusCodes.UNKNOWN, message: 'no', details: [], trailers: {} });
    expect(await call.status).to.equal(call.ended);
    expect(call.ref).to.equal('r');
  });

  it('can be asked for messages ahead of time, in order, until whoever iterates has left', async () => {
    const call = client.rpc.status({ ref: 'r' });
    const iterator = call[Symbol.asyncIterator]() as AsyncIterator<StatusResponse, undefined>;
    const ahead = [iterator.next(), iterator.next()];
    wire.progress('a');
    wire.progress('b');
    wire.progress('c');
    expect((await Promise.all(ahead)).map(({ value }) => nameOf(value!))).to.deep.equal(['a', 'b']);
    expect(await iterator.return?.()).to.deep.equal({ done: true, value: undefined });
    expect(await iterator.next()).to.deep.equal({ done: true, value: undefined });
  });

  it('gives an iterator that can be iterated itself, on from where it is', async () => {
    const call = client.rpc.status({ ref: 'r' });
    const iterator = call[Symbol.asyncIterator]() as AsyncIterableIterator<StatusResponse, undefined>;
    wire.progress('a');
    wire.progress('b');
    wire.progress('c');
    wire.end(statusCodes.OK);
    expect(nameOf((await iterator.next()).value!)).to.equal('a');
    expect(await namesIn(iterator)).to.deep.equal(['b', 'c']);
  });

  it('finds a message that came, one that comes, and none', async () => {
    const call = client.rpc.status({ ref: 'r' });
    wire.progress('a');
    wire.progress('b');
    const found = [
      call.find((message) => nameOf(message) === 'b'),
      call.find((_, index) => index >= 1, 1),
      call.find((message) => nameOf(message) === 'a', 1),
      call.find((message) => nameOf(message) === 'c'),
    ];
    wire.progress('c');
    wire.end(statusCodes.OK);
    expect((await Promise.all(found)).map((message) => message && nameOf(message))).to.deep.equal([
      'b',
      'b',
      undefined,
      'c',
    ]);
  });

  it('ends INTERNAL at a message that cannot be decoded', async () => {
    const call = client.rpc.status({ ref: 'r' });
    wire.progress('a');
    wire.listener.onMessage(Uint8Array.of(0x0a, 5));
    wire.progress('b');
    const { code, message } = await call.status;
    expect([code, wire.did.at(-1)]).to.deep.equal([statusCodes.INTERNAL, 'cancel']);
    expect(message).to.match(/^StatusResponse: 2 bytes that are not such a message/);
    expect(call.messages.map(nameOf)).to.deep.equal(['a']);
    const undecodable = events.filter(({ kind }) => kind === 'undecodable');
    expect(undecodable).to.deep.equal([
      { kind: 'undecodable', side: 'response', call: 1, rpc: 'Status', reason: message, bytes: Uint8Array.of(0x0a, 5) },
    ]);
  });

  it('tells its observer everything, in order', async () => {
    const call = client.rpc.open('Status');
    await call.send({ ref: 'r' });
    call.halfClose();
    wire.progress('a');
    wire.end(statusCodes.OK);
    call.cancel();
    const status = await call.status;
    const about = { call: 1, rpc: 'Status' };
    expect(events).to.deep.equal([
      { kind: 'open', ...about },
      {
        kind: 'request',
        message: { ref: 'r' },
        bytes: methodOf('2023-04', 'Status').request.encode({ ref: 'r' }),
        ...about,
      },
      { kind: 'half-close', ...about },
      { kind: 'response', message: call.messages[0], bytes: progressOf('a'), ...about },
      { kind: 'status', status, ...about },
    ]);
  });

  it('sends nothing after it was half-closed', async () => {
    const call = client.rpc.open('Status');
    call.halfClose();
    const error = await call.send({ ref: 'r' }).catch(String);
    expect(error).to.equal('Error: Status: nothing can be sent after halfClose');
    expect(wire.did).to.deep.equal(['half-close']);
  });

  it('is not made for a request that cannot be encoded', async () => {
    expect(() => client.rpc.status({ ref: 5 as never })).to.throw('StatusRequest.ref: expected a string, got 5');
    expect(wire.calls).to.deep.equal([]);
  });

  it('carries raw bytes on any path', async () => {
    const call = client.rpc.openRaw('/a/b', { deadlineMs: 5 });
    await call.send(Uint8Array.of(1));
    wire.listener.onMessage(Uint8Array.of(2));
    wire.end(statusCodes.OK);
    await call.status;
    expect(call.messages).to.deep.equal([Uint8Array.of(2)]);
    expect(wire.calls[0]).to.deep.include({ path: '/a/b', options: { deadlineMs: 5 } });
  });
});

describe('a unary RPC of a controller client', () => {
  let wire: Wire;
  let client: ControllerClient;

  beforeEach(() => {
    wire = new Wire();
    client = new ControllerClient(wire, { revision: '0.12' });
  });

  it('sends its request and half-closes, and resolves with the reply', async () => {
    const refs = client.rpc.list();
    wire.listener.onMessage(methodOf('0.12', 'List').response.encode({ refs: ['a'] }));
    wire.end(statusCodes.OK);
    expect(await refs).to.deep.equal({ refs: ['a'] });
    expect(wire.did).to.deep.equal(['send 0', 'half-close']);
  });

  it('rejects with the code, the words and the method', async () => {
    const inspected = client.rpc.inspect({ ref: '' }).catch((error: unknown) => error);
    wire.end(77, 'inspect: empty key');
    const error = await inspected;
    expect(String(error)).to.equal('RpcError: Inspect: code 77: inspect: empty key');
    expect(error).to.include({ code: 77, codeName: 'code 77', rpcMessage: 'inspect: empty key', method: 'Inspect' });
  });

  for (const count of [0, 2]) {
    it(`rejects when the server ends with OK and ${count} replies`, async () => {
      const refs = client.rpc.list().catch(String);
      for (let sent = 0; sent < count; sent += 1) wire.listener.onMessage(new Uint8Array());
      wire.end(statusCodes.OK);
      expect(await refs).to.equal(`RpcError: List: UNIMPLEMENTED: ended with OK and ${count} replies instead of one`);
    });
  }

  it('that its revision lacks is asked for at its path of later revisions', async () => {
    const old = new ControllerClient(wire, { revision: '2023-04' });
    const inspected = old.rpc.inspect({ ref: 'r' }).catch(String);
    wire.end(statusCodes.UNIMPLEMENTED);
    expect(await inspected).to.equal('RpcError: Inspect: UNIMPLEMENTED');
    expect(wire.calls[0]?.path).to.equal('/buildx.controller.v1.Controller/Inspect');
  });
});
