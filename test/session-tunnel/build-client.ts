import { createServer, type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { Duplex } from 'node:stream';
import type { BuildKitClient } from '../../src/client/buildkit-client.js';
import type { Metadata } from '../../src/client/connection.js';
import { frame, Unframer } from '../../src/client/grpc-frame.js';
import type { BytePipe } from '../../src/session-tunnel/byte-pipe.js';
import { Session } from '../../src/session-tunnel/session.js';
import { noWitness, type SessionWitness } from '../../src/session-tunnel/witness.js';
import type { Timekeeper } from '../../src/time/clock.js';

/** What a build client does with one call. */
export type Answer = (call: ServedCall) => void;

/** One call that came through the tunnel. */
export interface ServedCall {
  readonly headers: IncomingHttpHeaders;
  readonly stream: ServerHttp2Stream;
  send(message: Uint8Array): void;
  end(code?: number, message?: string): void;
  onMessage(take: (message: Uint8Array) => void): void;
}

/** The client's side of a session: a real HTTP/2 server over bytes in memory, cut as `cut` says. */
export class BuildClient {
  readonly pipe: BytePipe;
  readonly duplex: Duplex;
  served: ServerHttp2Session | undefined;
  readonly #toFake: (Uint8Array | undefined)[] = [];
  #wake: (() => void) | undefined;
  #fault: Error | undefined;
  readonly #methods: readonly string[];

  constructor(
    answers: Readonly<Record<string, Answer>>,
    cut: (bytes: Uint8Array) => readonly Uint8Array[] = (b) => [b],
  ) {
    this.#methods = Object.keys(answers);
    this.duplex = new Duplex({
      read() {},
      write: (chunk: Uint8Array, _, done) => {
        this.say(...cut(chunk));
        done();
      },
    });
    this.duplex.on('error', () => undefined);
    const server = createServer();
    server.on('session', (session) => {
      this.served = session;
      session.on('error', () => undefined);
    });
    server.on('stream', (stream, headers) => serve(stream, headers, answers));
    server.emit('connection', this.duplex);
    this.pipe = {
      receive: async () => {
        while (this.#toFake.length === 0) {
          if (this.#fault !== undefined) throw this.#fault;
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
        return this.#toFake.shift();
      },
      send: async (bytes) => {
        if (this.duplex.destroyed) return false;
        for (const piece of cut(bytes)) this.duplex.push(piece);
        return true;
      },
    };
  }

  /** Gives the fake bytes; undefined half-closes. */
  say(...bytes: (Uint8Array | undefined)[]): void {
    this.#toFake.push(...bytes);
    this.#wake?.();
  }

  /** Breaks the call of the session off. */
  vanish(): void {
    this.#fault = new Error('the call was cancelled');
    this.duplex.destroy();
    this.#wake?.();
  }

  session(clock: Timekeeper, methods: readonly string[] = [], witness: SessionWitness = noWitness): Session {
    return new Session(headersOf('s1', methods), this.pipe, clock, witness);
  }

  /** Opens a session with a fake, as a client of it; the answers are what it offers. Gives how to hang up. */
  open(fake: BuildKitClient, id: string, methods: readonly string[] = this.#methods): () => Promise<void> {
    const call = fake.open('Control.Session', { metadata: headersOf(id, methods) });
    const toFake = async (): Promise<void> => {
      for (;;) {
        const data = await this.pipe.receive();
        if (data === undefined) return call.halfClose();
        await call.send({ data });
      }
    };
    toFake().catch(() => call.cancel());
    const fromFake = async (): Promise<void> => {
      for await (const { data } of call) await this.pipe.send(data);
      this.duplex.destroy();
    };
    void fromFake();
    return async () => {
      this.say(undefined);
      await call.status;
    };
  }
}

function headersOf(id: string, methods: readonly string[]): Metadata {
  return { 'x-docker-expose-session-uuid': [id], 'x-docker-expose-session-grpc-method': methods };
}

function serve(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  answers: Readonly<Record<string, Answer>>,
): void {
  stream.on('error', () => undefined);
  let trailers: Record<string, string> = {};
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  const answer = answers[String(headers[':path'])];
  if (answer === undefined) {
    const refusal = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '12' };
    stream.respond(refusal, { endStream: true });
    return;
  }
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  const unframer = new Unframer(1 << 24);
  answer({
    headers,
    stream,
    send: (message) => void stream.write(frame(message)),
    end: (code = 0, message = '') => {
      trailers = { 'grpc-status': String(code), 'grpc-message': message };
      stream.end();
    },
    onMessage: (take) => void stream.on('data', (chunk: Buffer) => unframer.push(chunk, take)),
  });
}
