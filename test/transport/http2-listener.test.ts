import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, type IncomingHttpHeaders } from 'node:http2';
import { expect } from 'chai';
import { frame, Unframer } from '../../src/client/grpc-frame.js';
import { Http2Listener } from '../../src/transport/http2-listener.js';
import { ReceiveFault } from '../../src/transport/receive-fault.js';
import type { ServerCall } from '../../src/transport/server-call.js';

const post = { ':method': 'POST', ':path': '/s/M', 'content-type': 'application/grpc', te: 'trailers' };
const ok = { code: 0, message: '' };

describe('A listener of node:http2', () => {
  let listener: Http2Listener;
  let port: number;
  let session: ClientHttp2Session;
  /** Takes what comes. */
  let handle: (call: ServerCall) => unknown;

  beforeEach(async () => {
    listener = new Http2Listener((call) => handle(call));
    port = await listener.listen({ kind: 'tcp', host: '127.0.0.1', port: 0 });
    session = connect(`http://127.0.0.1:${port}`);
    session.on('error', () => {});
  });

  afterEach(() => {
    session.destroy();
    listener.drop();
  });

  function open(headers: object = {}): ClientHttp2Stream {
    const stream = session.request({ ...post, ...headers }, { endStream: false, waitForTrailers: true });
    stream.on('error', () => {});
    return stream;
  }

  async function statusOf(stream: ClientHttp2Stream): Promise<IncomingHttpHeaders> {
    stream.resume();
    const both = Promise.race([once(stream, 'response'), once(stream, 'close')]);
    const trailers = once(stream, 'trailers').catch(() => []);
    const [first] = (await both) as [IncomingHttpHeaders?];
    if (first?.['grpc-status'] !== undefined || String(first?.[':status']) !== '200') return first ?? {};
    const [last] = (await trailers) as [IncomingHttpHeaders];
    return last;
  }

  it('gives paths, metadata and messages as they were sent, however they are cut', async () => {
    const calls: Promise<readonly unknown[]>[] = [];
    handle = (call) => {
      const received = async (): Promise<readonly unknown[]> => {
        const messages = [await call.receive(), await call.receive(), await call.receive()];
        call.end(ok);
        return [call.path, call.metadata, messages.map((message) => message && Buffer.from(message).toString())];
      };
      calls.push(received());
    };
    const stream = open({ 'x-key': 'v', 'x-bytes-bin': 'AAE', 'grpc-timeout': '5S' });
    const bytes = Buffer.concat([frame(Buffer.from('one')), frame(Buffer.from(''))]);
    for (const byte of bytes) stream.write(Buffer.of(byte));
    stream.end();
    expect(await statusOf(stream)).to.include({ 'grpc-status': '0' });
    expect(await calls[0]).to.deep.equal([
      '/s/M',
      { 'x-key': ['v'], 'x-bytes-bin': [Uint8Array.of(0, 1)] },
      ['one', '', undefined],
    ]);
  });

  it('sends messages, then the status with its text and details', async () => {
    handle = async (call) => {
      await call.send(Buffer.from('hi'));
      call.end({ code: 9, message: 'ä 100%\n', details: Uint8Array.of(1, 2, 3) });
    };
    const stream = open();
    const messages: string[] = [];
    const unframer = new Unframer(100);
    stream.on('data', (chunk: Buffer) =>
      unframer.push(chunk, (message) => messages.push(Buffer.from(message).toString())),
    );
    expect(await statusOf(stream)).to.include({
      'grpc-status': '9',
      'grpc-message': '%C3%A4 100%25%0A',
      'grpc-status-details-bin': 'AQID',
    });
    expect(messages).to.deep.equal(['hi']);
  });

  it('says DEADLINE_EXCEEDED when the deadline is over, and cancels the handler', async () => {
    const cancelled = new Promise<void>((resolve) => {
      handle = (call) => call.onCancel(resolve);
    });
    expect(await statusOf(open({ 'grpc-timeout': '20m' }))).to.include({ 'grpc-status': '4' });
    await cancelled;
  });

  it('cancels the handler when the client resets the stream, which is no half-close', async () => {
    const seen = new Promise<unknown>((resolve) => {
      handle = async (call) => resolve([await call.receive(), call.cancelled]);
    });
    const stream = open();
    stream.write(Buffer.alloc(0));
    await once(session, 'remoteSettings');
    session.ping(() => stream.close(8));
    expect(await seen).to.deep.equal([undefined, true]);
  });

  it('gives the messages before one that cannot be read, and then the reason', async () => {
    const seen = new Promise<unknown>((resolve) => {
      handle = async (call) => {
        const first = await call.receive();
        const fault: unknown = await call.receive().catch((error: unknown) => error);
        call.end(ok);
        resolve([Buffer.from(first ?? []).toString(), fault]);
      };
    });
    const stream = open();
    stream.end(Buffer.concat([frame(Buffer.from('one')), Buffer.of(0, 0, 0, 0, 9, 1)]));
    const [first, fault] = (await seen) as [string, unknown];
    expect(first).to.equal('one');
    expect(fault).to.be.instanceOf(ReceiveFault).and.include({ message: 'unexpected EOF', truncated: true });
    expect(await statusOf(stream)).to.include({ 'grpc-status': '0' });
  });

  it('takes thousands of calls at once, and as many cancellations', async () => {
    const calls: ServerCall[] = [];
    const all = new Promise<void>((resolve) => {
      handle = (call) => calls.push(call) === 2500 && resolve();
    });
    const streams = Array.from({ length: 2500 }, () => open());
    await all;
    for (const stream of streams) stream.close(8);
    await Promise.all(calls.map((call) => new Promise<void>((resolve) => call.onCancel(resolve))));
    handle = (call) => call.end(ok);
    expect(await statusOf(open())).to.include({ 'grpc-status': '0' });
  });

  it('holds a client back whose messages are not received', async () => {
    handle = () => {};
    const stream = open();
    let written = 0;
    for (let n = 0; n < 64; n++) stream.write(frame(Buffer.alloc(16_384)), () => written++);
    for (let round = 0; round < 20; round++) await new Promise((resolve) => session.ping(resolve));
    expect(written).to.be.lessThan(64);
  });

  it('ends what is open with one outcome, and lets clients stay', async () => {
    handle = () => {};
    const stream = open();
    await once(session, 'remoteSettings');
    await new Promise((resolve) => session.ping(resolve));
    listener.endCalls({ code: 14, message: 'over' });
    expect(await statusOf(stream)).to.include({ 'grpc-status': '14', 'grpc-message': 'over' });
    handle = (call) => call.end(ok);
    expect(await statusOf(open())).to.include({ 'grpc-status': '0' });
  });

  it('drops every connection when it is dropped, and cancels what is open', async () => {
    const opened = new Promise<ServerCall>((resolve) => {
      handle = resolve;
    });
    open();
    const call = await opened;
    const cancelled = new Promise<void>((resolve) => call.onCancel(resolve));
    const closed = new Promise((resolve) => session.on('close', resolve));
    listener.drop();
    await Promise.all([closed, cancelled]);
  });
});
