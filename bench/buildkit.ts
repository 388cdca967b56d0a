import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { build, BuildxNotFoundError, FakeBuildKit, vertex, withBuildx } from 'buildx-testkit';
import { methodNamed } from '../src/protocol/buildkit/service.js';
import { summarise } from './report/summarise.js';
import { asBuffer } from './revision.js';

/*
 * The fake BuildKit in ratios of one run: each line is measured in turns with what it is compared with.
 *
 *   npm run bench:buildkit
 */

const rounds = 7;
const atOnce = 200;
const vertices = Array.from({ length: 100 }, (_, i) => vertex(`[${i + 1}/100] RUN step ${i + 1}`).takes('1s'));
const scenario = { builds: [build().add(...vertices)] };

/** Milliseconds of both, in turns; the first of each is not counted. */
async function inTurns(what: string, work: () => Promise<unknown>, than: string, other: () => Promise<unknown>) {
  const samples: number[] = [];
  const base: number[] = [];
  for (let round = -1; round < rounds; round++) {
    for (const [once, list] of round % 2 === 0
      ? ([
          [other, base],
          [work, samples],
        ] as const)
      : ([
          [work, samples],
          [other, base],
        ] as const)) {
      const began = performance.now();
      await once();
      if (round >= 0) list.push(performance.now() - began);
    }
  }
  const row = summarise({ work: what, subject: 'fake-buildkit', unit: 'ms' }, samples, base);
  const beside = summarise({ work: what, subject: than, unit: 'ms' }, base, []);
  process.stdout.write(
    `${what}: ${row.median.toPrecision(3)} ms (${row.min.toPrecision(3)} to ${row.max.toPrecision(3)}), x${row.ratio?.toPrecision(3)} of ${than}, ${beside.median.toPrecision(3)} ms\n`,
  );
}

/** Solve and Status of builds of 100 vertices in process; resolves with all of their progress as it went over the wire. */
function solving(fake: FakeBuildKit) {
  const client = fake.client();
  let builds = 0;
  return async (): Promise<readonly Uint8Array[]> => {
    const ref = `build-${++builds}`;
    const solved = client.call('Control.Solve', { ref, frontend: 'dockerfile.v0' });
    const status = client.open('Control.Status');
    await status.send({ ref });
    status.halfClose();
    await Promise.all([solved, status.status]);
    const { response } = methodNamed('Control.Status');
    return status.messages.map((message) => response.encode(message));
  };
}

/** The same from a bare server of grpc-js, which answers with messages that the fake has sent. */
async function bare(messages: readonly Uint8Array[], socket: string) {
  const definition = Object.fromEntries(
    (['Control.Solve', 'Control.Status'] as const).map((name) => {
      const { path, request, response, requestStream, responseStream } = methodNamed(name);
      return [
        name.slice('Control.'.length),
        {
          path,
          requestStream,
          responseStream,
          requestSerialize: (message: never) => asBuffer(request.encode(message)),
          requestDeserialize: (bytes: Buffer) => request.decode(bytes),
          responseSerialize: (bytes: Uint8Array) => asBuffer(bytes),
          responseDeserialize: (bytes: Buffer) => response.decode(bytes),
        },
      ];
    }),
  ) as unknown as ServiceDefinition;
  const server = new Server();
  server.addService(definition, {
    Solve: ((_call, reply) => reply(null, new Uint8Array())) satisfies handleUnaryCall<object, Uint8Array>,
    Status: ((call) => {
      for (const message of messages) call.write(message);
      call.end();
    }) satisfies handleServerStreamingCall<object, Uint8Array>,
  });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  const client = new Client(`unix:${socket}`, credentials.createInsecure());
  const { Solve, Status } = definition;
  if (Solve === undefined || Status === undefined) throw new Error('there is no such RPC');
  const once = async (): Promise<void> => {
    const { requestSerialize, responseDeserialize } = Solve;
    const solved = new Promise<void>((resolve, reject) => {
      client.makeUnaryRequest(Solve.path, requestSerialize, responseDeserialize, { ref: 'r' }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
    const status = client.makeServerStreamRequest(Status.path, Status.requestSerialize, Status.responseDeserialize, {
      ref: 'r',
    });
    const ended = new Promise<void>((resolve, reject) => {
      status.on('data', () => undefined);
      status.on('end', resolve);
      status.on('error', reject);
    });
    await Promise.all([solved, ended]);
  };
  return { once, close: () => (client.close(), server.forceShutdown()) };
}

const directory = mkdtempSync(join(tmpdir(), 'bench-buildkit-'));
const fake = await FakeBuildKit.start({ scenario });
try {
  const solve = solving(fake);
  const plain = await bare(await solve(), join(directory, 'bare.sock'));
  const hundred = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await solve();
    fake.journal.clear();
  };
  const hundredPlain = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await plain.once();
  };
  await inTurns('20 builds of 100 vertices, in process', hundred, 'bare grpc-js on a unix socket', hundredPlain);
  plain.close();

  const together = async (): Promise<void> => {
    await Promise.all(Array.from({ length: atOnce }, () => solve()));
    fake.journal.clear();
  };
  const inOrder = async (): Promise<void> => {
    for (let i = 0; i < atOnce; i++) await solve();
    fake.journal.clear();
  };
  await inTurns(`${atOnce} such builds at once`, together, 'as many one by one', inOrder);

  const steps = Array.from({ length: 9 }, (_, i) => `RUN step ${i + 1}\n`).join('');
  writeFileSync(join(directory, 'Dockerfile'), `FROM alpine\n${steps}`);
  await using own = await FakeBuildKit.start();
  await using buildx = await withBuildx(own);
  const run = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, stderr } = await buildx.run(args, { cwd: directory });
    if (exitCode !== 0) throw new Error(stderr);
  };
  await inTurns(
    'buildx build of ten steps',
    () => run('build', '.'),
    'buildx version',
    () => run('version'),
  );
} catch (error) {
  if (!(error instanceof BuildxNotFoundError)) throw error;
  process.stdout.write(`buildx build: skipped, ${error.message}\n`);
} finally {
  await fake.stop();
  rmSync(directory, { recursive: true });
}
