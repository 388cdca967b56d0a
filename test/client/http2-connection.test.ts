import { randomBytes } from 'node:crypto';
import type http2 from 'node:http2';
import grpc from '@grpc/grpc-js';
import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import { frame } from '../../src/client/grpc-frame.js';
import { Http2Connection } from '../../src/client/http2-connection.js';
import type { InvokeMessage } from '../../src/protocol/messages.js';
import { statusCodes } from '../../src/protocol/status-code.js';
import { encodeStatusDetails, errorDetail } from '../../src/protocol/status-details.js';
import { opened } from './opened.js';
import { frameServer, grpcServer, type Handlers, http2Server, type Listener } from './servers.js';

const grpcHeaders = { ':status': 200, 'content-type': 'application/grpc' };

describe('a client over a socket', () => {
  let server: Listener | undefined;
  let client: ControllerClient;

  async function start(handlers: Handlers): Promise<void> {
    server = await grpcServer(handlers);
    client = ControllerClient.connect(server.address, { revision: '0.12' });
  }

  afterEach(async () => {
    await client.close();
    await server?.stop();
  });

  it('calls all four kinds of RPC', async () => {
    await start({
      Info: (call) => {
        call.write({ buildxVersion: { package: 'p', version: 'v', revision: 'r' } });
        call.end();
      },
      Status: (call) =>
        call.once('data', ({ ref }: { ref: string }) => {
          for (const name of ['a', 'b'])
            call.write({ vertices: [vertex(`${ref}/${name}`)], statuses: [], logs: [], warnings: [] });
          call.end();
        }),
      Input: (call) => {
        call.resume();
        call.on('end', () => call.end());
      },
      Invoke: (call) => {
        call.on('data', (message: InvokeMessage) => call.write(message));
        call.on('end', () => call.end());
      },
    });
    expect(await client.rpc.info()).to.deep.equal({ buildxVersion: { package: 'p', version: 'v', revision: 'r' } });

    const names: string[] = [];
    for await (const { vertices } of client.rpc.status({ ref: 'x' })) names.push(...vertices.map(({ name }) => name));
    expect(names).to.deep.equal(['x/a', 'x/b']);

    const input = client.rpc.input();
    await input.send({ kind: 'init', ref: 'x' });
    input.halfClose();
    expect(await input.status).to.include({ code: statusCodes.OK });
    expect(input.messages).to.deep.equal([]);

    const invoke = client.rpc.invoke();
    await invoke.send({ kind: 'signal', name: 'INT' });
    expect(await invoke.find(({ kind }) => kind === 'signal')).to.deep.equal({ kind: 'signal', name: 'INT' });
    invoke.halfClose();
    expect(await invoke.status).to.include({ code: statusCodes.OK });
  });

  it('reads all of a burst before the error that follows it, a thousand times', async function () {
    // A thousand real streams on two shared cores.
    this.timeout(30_000);
    const burst = 50;
    await start({
      Invoke: (call) => {
        for (let fd = 0; fd < burst; fd += 1) call.write({ kind: 'file', fd, eof: false, data: new Uint8Array() });
        call.emit('error', { code: grpc.status.UNKNOWN, details: 'exit code: 7' });
      },
    });
    for (let round = 0; round < 1000; round += 1) {
      const call = client.rpc.invoke();
      expect(await call.status).to.include({ code: statusCodes.UNKNOWN, message: 'exit code: 7' });
      const fds = call.messages.map((message) => message.kind === 'file' && message.fd);
      expect(fds, `round ${round}`).to.deep.equal(Array.from({ length: burst }, (_, fd) => fd));
    }
  });

  it('carries megabytes, and takes 16 MiB and no more', async () => {
    const limit = 16 * 1024 * 1024;
    const big = randomBytes(3_000_000);
    await start({
      Invoke: (call) => call.on('data', (message: InvokeMessage) => call.write(message)),
      // The prefix of `file.data` takes ten bytes of the message.
      Status: (call) =>
        call.once('data', ({ ref }: { ref: string }) => {
          const url = 'x'.repeat(limit - 5 - 5 + Number(ref));
          call.write({
            vertices: [],
            statuses: [],
            logs: [],
            warnings: [{ vertex: '', level: 0n, short: new Uint8Array(), detail: [], url, ranges: [] }],
          });
          call.end();
        }),
    });
    const invoke = client.rpc.invoke();
    await invoke.send({ kind: 'file', fd: 1, data: big });
    const echoed = await invoke.find(() => true);
    expect(echoed?.kind === 'file' && Buffer.compare(echoed.data, big)).to.equal(0);
    invoke.cancel();
    expect(await client.rpc.status({ ref: '0' }).status).to.include({ code: statusCodes.OK });
    expect(await client.rpc.status({ ref: '1' }).status).to.include({
      code: statusCodes.RESOURCE_EXHAUSTED,
      message: `received message larger than max (${limit + 1} vs. ${limit})`,
    });
  });

  it('exchanges metadata, and reads the typed details of an error', async () => {
    const details = [
      errorDetail('github.com/moby/buildkit/gatewayapi.ExitMessage+json', { Code: 7 }),
      errorDetail('github.com/moby/buildkit/stack.Stack+json', { cmdline: ['x'.repeat(40_000)] }),
    ];
    await start({
      Invoke: (call) => {
        const headers = new grpc.Metadata();
        headers.set('seen', call.metadata.get('who')[0]!);
        headers.set('seen-bin', call.metadata.get('who-bin')[0]!);
        call.sendMetadata(headers);
        const metadata = new grpc.Metadata();
        metadata.set(
          'grpc-status-details-bin',
          Buffer.from(encodeStatusDetails({ code: 2, message: 'exit code: 7', details })),
        );
        call.emit('error', { code: grpc.status.UNKNOWN, details: '100 % exit\ncode: 7 €', metadata });
      },
    });
    const call = client.rpc.invoke({ metadata: { Who: ['me'], 'who-bin': [Uint8Array.of(0, 255, 1)] } });
    expect(await call.headers).to.deep.include({ seen: ['me'], 'seen-bin': [Uint8Array.of(0, 255, 1)] });
    expect(await call.status).to.deep.include({ code: 2, message: '100 % exit\ncode: 7 €', details });
  });

  it('says so when there are no headers', async () => {
    await start({ Invoke: (call) => call.emit('error', { code: grpc.status.UNKNOWN, details: 'no' }) });
    const call = client.rpc.invoke();
    const error = await call.headers.then(() => undefined, String);
    expect(error).to.equal('RpcError: Invoke: UNKNOWN: no');
  });

  it('is told that a server lacks an RPC', async () => {
    await start({});
    const error = await client.rpc.inspect({ ref: 'x' }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.include({ codeName: 'UNIMPLEMENTED', method: 'Inspect' });
  });
});

describe('a call on HTTP/2', () => {
  let server: Awaited<ReturnType<typeof http2Server>>;
  let connection: Http2Connection;

  async function start(
    onStream: (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void,
  ): Promise<void> {
    server = await http2Server(onStream);
    connection = new Http2Connection(server.address);
  }

  afterEach(async () => {
    await connection.close();
    await server.stop();
  });

  it('asks as gRPC does', async () => {
    let seen: http2.IncomingHttpHeaders = {};
    await start((stream, headers) => {
      seen = headers;
      stream.respond({ ...grpcHeaders, 'grpc-status': 0 }, { endStream: true });
    });
    const call = opened(connection, '/a.B/C', { deadlineMs: 12_345.5 });
    expect(await call.status).to.include({ code: statusCodes.OK, message: '' });
    expect(seen).to.deep.include({
      ':method': 'POST',
      ':path': '/a.B/C',
      ':authority': server.address,
      te: 'trailers',
      'content-type': 'application/grpc',
      'grpc-timeout': '12346m',
    });
    expect(seen['user-agent']).to.match(/^buildx-testkit\/\d+\.\d+\.\d+/);
  });

  it('puts together messages that are split and joined over frames', async () => {
    const messages = ['a', '', 'b'.repeat(70_000), 'c'].map((text) => Buffer.from(text));
    await start((stream) => {
      stream.respond(grpcHeaders, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      const bytes = Buffer.concat(messages.map((message) => frame(message)));
      for (let at = 0; at < bytes.length; at += 7001) stream.write(bytes.subarray(at, at + 7001));
      stream.end();
    });
    const call = opened(connection);
    expect(await call.status).to.deep.include({ code: statusCodes.OK });
    expect(call.told).to.deep.equal(['headers', 'message', 'message', 'message', 'message', 'status']);
    expect(call.messages.map(String)).to.deep.equal(messages.map(String));
  });

  it('ends with what was sent when the server cancels the stream, not before', async () => {
    await start((stream) => {
      stream.respond(grpcHeaders);
      stream.write(frame(Buffer.from('a')), () => stream.close(8));
    });
    const call = opened(connection);
    expect(await call.status).to.include({ code: statusCodes.CANCELLED });
    expect(call.told).to.deep.equal(['headers', 'message', 'status']);
  });

  it('does not read while it is paused, so that the server blocks and other calls go on', async () => {
    const messages = 512;
    const bytes = frame(Buffer.alloc(16 * 1024));
    const streams: http2.ServerHttp2Stream[] = [];
    await start((stream) => {
      streams.push(stream);
      stream.respond(grpcHeaders, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '2', 'grpc-message': 'done' }));
      for (let count = 0; count < messages; count += 1) stream.write(bytes);
      stream.end();
    });
    const paused = opened(connection);
    paused.call.pause();
    // As much on a call that flows: where nothing held the paused one back, it would be through by then, too.
    const flowing = opened(connection);
    expect(await flowing.status).to.include({ code: statusCodes.UNKNOWN });
    expect(flowing.messages).to.have.length(messages);
    expect(paused.told).not.to.include('message');
    expect(streams[0]!.writableLength).to.be.greaterThan((messages - 20) * bytes.length);

    paused.call.resume();
    expect(await paused.status).to.include({ code: statusCodes.UNKNOWN, message: 'done' });
    expect(paused.messages).to.have.length(messages);
  });

  it('holds the status back while it is paused, and gives the messages first', async () => {
    const closed = signal();
    await start((stream) => {
      stream.respond(grpcHeaders, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '2' }));
      stream.on('close', closed.give);
      // In one frame: the second and third are here already when the first is looked at.
      stream.write(Buffer.concat(['a', 'b', 'c'].map((text) => frame(Buffer.from(text)))));
      stream.end();
    });
    const first = opened(connection);
    let pausedAt = 0;
    // Paused within the first message, as a judge does who looks at it.
    const call = connection.open(
      '/s/m',
      {},
      {
        onHeaders: () => undefined,
        onMessage: () => {
          pausedAt += 1;
          if (pausedAt === 1) call.pause();
        },
        onStatus: () => order.push(`status after ${pausedAt}`),
      },
    );
    const order: string[] = [];
    await first.status;
    expect(order).to.deep.equal([]);
    const later = opened(connection);
    await later.status;
    expect(pausedAt).to.equal(1);
    call.resume();
    await opened(connection).status;
    expect(order).to.deep.equal(['status after 3']);
    first.call.cancel();
    await closed.given;
  });

  it('takes a message only when the server has room for it', async () => {
    const got = signal<http2.ServerHttp2Stream>();
    await start((stream, headers) => {
      if (headers[':path'] === '/s/answer') return answerOk(stream);
      stream.pause();
      stream.respond(grpcHeaders);
      got.give(stream);
    });
    const { call, status } = opened(connection);
    const sent: number[] = [];
    const sends = Array.from({ length: 64 }, (_, index) =>
      call.send(new Uint8Array(16 * 1024)).then(() => sent.push(index)),
    );
    const stream = await got.given;
    await sends[0];
    // The server answers another call after it has taken what it has room for.
    await opened(connection, '/s/answer').status;
    expect(sent.length).to.be.within(1, 40);
    stream.resume();
    await Promise.all(sends);
    expect(sent).to.deep.equal(Array.from({ length: 64 }, (_, index) => index));
    call.cancel();
    await status;
  });

  it('leaves no trace: thousands on one connection, whose server ends them first', async () => {
    await start(answerOk);
    for (let count = 0; count < 2500; count += 1) {
      expect(await opened(connection).status, `call ${count}`).to.include({ code: statusCodes.OK });
    }
    expect(server.sessions.size).to.equal(1);
  });

  it('lets go of those who send when it ends', async () => {
    await start((stream) => {
      stream.pause();
      stream.respond(grpcHeaders);
    });
    const { call, status } = opened(connection);
    const sends = Array.from({ length: 64 }, () => call.send(new Uint8Array(16 * 1024)));
    await sends[0];
    call.cancel();
    await Promise.all(sends);
    expect(await status).to.include({ code: statusCodes.CANCELLED });
    await call.send(new Uint8Array(1));
  });

  it('that is cancelled is cancelled for the server, too', async () => {
    const reset = signal<number | undefined>();
    const arrived = signal();
    await start((stream) => {
      stream.respond(grpcHeaders);
      arrived.give();
      stream.on('close', () => reset.give(stream.rstCode));
    });
    const { call, told, status } = opened(connection);
    await arrived.given;
    call.cancel();
    expect(told).not.to.include('status');
    expect(await status).to.include({ code: statusCodes.CANCELLED, message: 'cancelled by the client' });
    expect(await reset.given).to.equal(8);
    call.cancel();
    call.halfClose();
  });

  it('that is cancelled was not half-closed before', async () => {
    await start(() => undefined);
    const frames: string[] = [];
    const data = signal();
    const reset = signal();
    const recorder = await frameServer((frame) => {
      frames.push(frame);
      if (frame === 'DATA') data.give();
      if (frame === 'RST_STREAM') reset.give();
    });
    const recorded = new Http2Connection(recorder.address);
    try {
      const { call } = opened(recorded);
      void call.send(new Uint8Array(3));
      await data.given;
      call.cancel();
      await reset.given;
      expect(frames).to.deep.equal(['HEADERS', 'DATA', 'RST_STREAM']);
    } finally {
      await recorded.close();
      await recorder.stop();
    }
  });

  it('that is half-closed ends its stream after its messages', async () => {
    const received: number[] = [];
    const ended = signal();
    await start((stream) => {
      stream.on('data', (chunk: Buffer) => received.push(chunk.length));
      stream.on('end', () => {
        answerOk(stream);
        ended.give();
      });
    });
    const { call, status } = opened(connection);
    for (let count = 0; count < 3; count += 1) void call.send(new Uint8Array(40_000));
    call.halfClose();
    expect(await status).to.include({ code: statusCodes.OK });
    await ended.given;
    expect(received.reduce((sum, length) => sum + length, 0)).to.equal(3 * 40_005);
  });

  it('gives up at its deadline, and tells the server', async () => {
    const reset = signal<number | undefined>();
    await start((stream) => {
      stream.respond(grpcHeaders);
      stream.on('close', () => reset.give(stream.rstCode));
    });
    const call = opened(connection, '/s/m', { deadlineMs: 50 });
    expect(await call.status).to.include({ code: statusCodes.DEADLINE_EXCEEDED, message: 'deadline exceeded' });
    expect(await reset.given).to.equal(8);
  });

  it('whose deadline is past is not made', async () => {
    let streams = 0;
    await start(() => {
      streams += 1;
    });
    const call = opened(connection, '/s/m', { deadlineMs: 0 });
    expect(await call.status).to.include({ code: statusCodes.DEADLINE_EXCEEDED });
    expect([streams, server.sessions.size]).to.deep.equal([0, 0]);
  });

  it('ends UNAVAILABLE when the connection is lost, and the next call makes a new one', async () => {
    let lose = true;
    await start((stream) => {
      if (!lose) return stream.respond({ ...grpcHeaders, 'grpc-status': 0 }, { endStream: true });
      stream.respond(grpcHeaders);
      stream.write(frame(Buffer.from('a')), () => stream.session?.destroy());
    });
    const call = opened(connection);
    const { code, message } = await call.status;
    expect([code, message]).to.deep.equal([statusCodes.UNAVAILABLE, `${server.address}: the connection was lost`]);
    expect(call.told).to.deep.equal(['headers', 'message', 'status']);
    lose = false;
    expect(await opened(connection).status).to.include({ code: statusCodes.OK });
  });

  it('ends UNAVAILABLE when this side closes the connection, and cannot be made afterwards', async () => {
    const arrived = signal();
    await start((stream) => {
      stream.respond(grpcHeaders);
      arrived.give();
    });
    const call = opened(connection);
    await arrived.given;
    await connection.close();
    expect(await call.status).to.include({ code: statusCodes.UNAVAILABLE, message: 'the connection was closed' });
    expect(await opened(connection).status).to.include({ code: statusCodes.UNAVAILABLE });
  });

  const ends: readonly (readonly [string, (stream: http2.ServerHttp2Stream) => void, object])[] = [
    ['an HTTP status', (s) => s.respond({ ':status': 503 }, { endStream: true }), { code: statusCodes.UNAVAILABLE }],
    [
      'HTTP 404',
      (s) => s.respond({ ':status': 404, 'content-type': 'text/html' }),
      { code: statusCodes.UNIMPLEMENTED },
    ],
    [
      'another content type',
      (s) => s.respond({ ':status': 200, 'content-type': 'text/html' }),
      { code: statusCodes.UNKNOWN },
    ],
    [
      'no trailers',
      (s) => (s.respond(grpcHeaders), s.end()),
      {
        code: statusCodes.INTERNAL,
        message: 'the server closed the stream without sending trailers',
      },
    ],
    [
      'no status in its only headers',
      (s) => s.respond(grpcHeaders, { endStream: true }),
      {
        code: statusCodes.UNKNOWN,
        message: 'the server ended the call without a status',
      },
    ],
    [
      'a status that is no number',
      (s) => s.respond({ ...grpcHeaders, 'grpc-status': 'x' }, { endStream: true }),
      {
        code: statusCodes.UNKNOWN,
        message: 'the server sent the status "x"',
      },
    ],
    [
      'a code beyond the known',
      (s) => s.respond({ ...grpcHeaders, 'grpc-status': '77' }, { endStream: true }),
      { code: 77 },
    ],
    [
      'half a message and OK',
      (s) => {
        s.respond(grpcHeaders, { waitForTrailers: true });
        s.on('wantTrailers', () => s.sendTrailers({ 'grpc-status': '0' }));
        s.end(frame(Buffer.from('abc')).subarray(0, 6));
      },
      { code: statusCodes.INTERNAL, message: 'the last message is cut short' },
    ],
    [
      'a compressed message',
      (s) => (s.respond(grpcHeaders), s.write(Buffer.of(1, 0, 0, 0, 0))),
      { code: statusCodes.INTERNAL },
    ],
    [
      'REFUSED_STREAM',
      (s) => s.close(7),
      { code: statusCodes.UNAVAILABLE, message: 'the server reset the stream: REFUSED_STREAM' },
    ],
    ['ENHANCE_YOUR_CALM', (s) => s.close(11), { code: statusCodes.RESOURCE_EXHAUSTED }],
    ['INTERNAL_ERROR', (s) => s.close(2), { code: statusCodes.INTERNAL }],
    ['INADEQUATE_SECURITY', (s) => s.close(12), { code: statusCodes.PERMISSION_DENIED }],
    ['a reset code that gRPC has no row for', (s) => s.close(5), { code: statusCodes.UNKNOWN }],
  ];
  for (const [what, answer, expected] of ends) {
    it(`has a status when the server answers with ${what}`, async () => {
      await start(answer);
      expect(await opened(connection).status).to.include(expected);
    });
  }

  it('tells of what came when Node has read the connection, and streams can be reset', async () => {
    const told: string[] = [];
    const tell = (what: string): void => {
      told.push(`${what} ${new Error('where').stack?.includes('processImmediate') === true ? 'later' : 'at once'}`);
    };
    await start((stream) => {
      stream.respond(grpcHeaders, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(frame(Buffer.alloc(10)));
    });
    await new Promise<void>((resolve) => {
      connection.open(
        '/s/m',
        {},
        {
          onHeaders: () => tell('headers'),
          onMessage: () => tell('message'),
          onStatus: () => (tell('status'), resolve()),
        },
      );
    });
    expect(told).to.deep.equal(['headers later', 'message later', 'status later']);
  });

  it('says that the listener does not speak gRPC', async () => {
    await start((stream) => stream.respond({ ':status': 200, 'content-type': 'text/html' }, { endStream: true }));
    expect((await opened(connection).status).message).to.equal(
      `${server.address} does not speak gRPC: it answered with HTTP status 200 and content-type text/html`,
    );
  });
});

function answerOk(stream: http2.ServerHttp2Stream): void {
  stream.respond({ ...grpcHeaders, 'grpc-status': 0 }, { endStream: true });
}

function vertex(name: string) {
  return { digest: name, inputs: [], name, cached: false, error: '' };
}

/** An event to wait for; the first gift counts. */
function signal<T = void>(): { readonly given: Promise<T>; give(this: void, value: T): void } {
  let give: (value: T) => void = () => undefined;
  const given = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { given, give: (value) => give(value) };
}
