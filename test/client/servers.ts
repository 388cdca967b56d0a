import { mkdtempSync, rmSync } from 'node:fs';
import http2 from 'node:http2';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import grpc from '@grpc/grpc-js';
import { methodOf } from '../../src/protocol/service.js';
import type { MethodName, RequestOf, ResponseOf } from '../../src/protocol/methods.js';

/** Something that listens, and how to stop it. */
export interface Listener {
  readonly address: string;
  stop(): Promise<void>;
}

export type Duplex<M extends MethodName> = grpc.ServerDuplexStream<RequestOf<M>, ResponseOf<M>>;

/** Every RPC of a {@link grpcServer} is given as a stream; unary ones read one message and write one. */
export type Handlers = { readonly [M in MethodName]?: (call: Duplex<M>) => void };

/** grpc-js' server on a unix socket. */
export async function grpcServer(handlers: Handlers): Promise<Listener> {
  const server = new grpc.Server();
  for (const [name, handler] of Object.entries(handlers) as [MethodName, (call: Duplex<MethodName>) => void][]) {
    const { path: route, request, response } = methodOf('0.12', name);
    server.register(
      route,
      handler,
      (message: ResponseOf<MethodName>) => Buffer.from((response.encode as (m: unknown) => Uint8Array)(message)),
      (bytes: Buffer) => request.decode(bytes),
      'bidi',
    );
  }
  const directory = mkdtempSync(path.join(os.tmpdir(), 'testkit-'));
  const address = `unix://${directory}/s`;
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve()));
  });
  return {
    address,
    async stop() {
      server.forceShutdown();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Bare HTTP/2, for servers that do wrong. */
export async function http2Server(
  onStream: (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void,
): Promise<Listener & { readonly sessions: Set<http2.ServerHttp2Session> }> {
  const sessions = new Set<http2.ServerHttp2Session>();
  const server = http2.createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    onStream(stream, headers);
  });
  const stopListening = await listen(server);
  return {
    address: addressOf(server),
    sessions,
    async stop() {
      for (const session of sessions) session.destroy();
      await stopListening();
    },
  };
}

/** A bare socket. */
export async function tcpServer(onSocket: (socket: net.Socket) => void): Promise<Listener> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  const stopListening = await listen(server);
  return {
    address: addressOf(server),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await stopListening();
    },
  };
}

const frameTypes = ['DATA', 'HEADERS', 'PRIORITY', 'RST_STREAM', 'SETTINGS'];

/**
 * Takes an HTTP/2 connection and says nothing but SETTINGS. Tells of each frame on a stream: `DATA`, `DATA END_STREAM`,
 * `RST_STREAM`.
 */
export function frameServer(onFrame: (frame: string) => void): Promise<Listener> {
  const preface = 24;
  const header = 9;
  const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  return tcpServer((socket) => {
    let bytes = Buffer.alloc(0);
    let at = preface;
    socket.write(settings);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= at + header && bytes.length >= at + header + bytes.readUIntBE(at, 3)) {
        const type = frameTypes[bytes[at + 3]!] ?? 'other';
        const ends = type === 'DATA' && (bytes[at + 4]! & 1) === 1;
        if (bytes.readUInt32BE(at + 5) !== 0) onFrame(`${type}${ends ? ' END_STREAM' : ''}`);
        at += header + bytes.readUIntBE(at, 3);
      }
    });
  });
}

async function listen(server: net.Server): Promise<() => Promise<void>> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function addressOf(server: net.Server): string {
  return `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}
