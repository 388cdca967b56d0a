import { expect } from 'chai';
import type { Call, ControllerClient } from '../../src/client/controller-client.js';
import { wording } from '../../src/fake-controller/wording.js';
import type { InvokeMessage } from '../../src/protocol/messages.js';
import type { Revision } from '../../src/protocol/revision.js';
import { build, type FakeControllerOptions, program, vertex } from '../../src/index.js';
import { holdsListed } from '../listed.js';
import { answer, built, ending, invoke, sh } from './calls.js';
import { overTransports, type Start, type Started } from './over-transports.js';

type Leaf<T> = { readonly [K in keyof T]: T[K] extends string | ((...args: never[]) => string) ? K : keyof T[K] };
type Place = {
  [A in keyof typeof wording]: `${A}.${Extract<Leaf<(typeof wording)[A]>[keyof (typeof wording)[A]], string>}`;
}[keyof typeof wording];

type Text = (start: Start) => Promise<string>;

function of(
  doIt: (client: ControllerClient, started: Started) => Promise<string>,
  revision: Revision = '2023-04',
): Text {
  return async (start) => {
    const started = await start({ revision });
    return doIt(started.client, started);
  };
}

/** The raw bytes as a request; the ending. */
async function raw(client: ControllerClient, path: string, ...messages: readonly Uint8Array[]): Promise<string> {
  const call = client.rpc.openRaw(path);
  for (const message of messages) void call.send(message);
  call.halfClose();
  return ending(call);
}

async function first(
  client: ControllerClient,
  ref: string,
  ...messages: readonly Parameters<Call<InvokeMessage, InvokeMessage>['send']>[0][]
): Promise<string> {
  await built(client, ref);
  const call = client.rpc.invoke();
  for (const message of messages) void call.send(message);
  return ending(call);
}

const service = '/buildx.controller.v1.Controller';
const init = (ref: string, commands = 'sleep infinity') =>
  ({ kind: 'init', ref, processId: 'p', invokeConfig: sh(commands) }) as const;
const undecodable = Uint8Array.of(0x0a, 0xff);

async function failedBuild(start: Start, options: FakeControllerOptions): Promise<string> {
  const { client, fake } = await start({ ...options, scenario: { builds: [build().fails('no rule')] } });
  const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
  await client.rpc.status({ ref: 'r' }).status;
  const seen = await reply;
  await fake.stop();
  return seen;
}

/** How every text of the fake comes about, and how the call ends then. */
const table: Readonly<Record<Place, readonly [expected: string, text: Text]>> = {
  'build.ongoing': [
    'UNKNOWN: build ongoing',
    of(async (client) => {
      void answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
      return answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
    }),
  ],
  'build.solveFailed': ['UNKNOWN: failed to solve: no rule', (start) => failedBuild(start, {})],
  'build.buildFunctionFailed': [
    'UNKNOWN: failed to run Build function: no rule',
    // What the frontend finds comes in two ways, of which a race brings this one.
    async (start) => {
      for (let seed = 0; ; seed++) {
        const seen = await failedBuild(start, { races: 'seeded', seed });
        if (!seen.includes('failed to solve') || seed > 20) return seen;
      }
    },
  ],
  'input.notInit': [
    'UNKNOWN: unexpected message: *pb.InputInitMessage; wanted init',
    of((client) => {
      const call = client.rpc.input();
      void call.send({ kind: 'data', data: Buffer.from('x') });
      return ending(call);
    }),
  ],
  'invoke.notInit': [
    'UNKNOWN: unexpected message: *pb.Message_File; wanted init',
    of((client) => first(client, 'r', { kind: 'file', fd: 0 })),
  ],
  'invoke.emptyProcessId': [
    'UNKNOWN: failed to initialize IO server: invoke: specify process ID',
    of((client) => first(client, 'r', { ...init('r'), processId: '' })),
  ],
  'invoke.noConfig': [
    'UNKNOWN: failed to initialize IO server: no container config is provided',
    of((client) => first(client, 'r', { kind: 'init', ref: 'r', processId: 'p' })),
  ],
  'invoke.initFailed': [
    'UNKNOWN: invoke: unknown key zz',
    // The bare spelling, which a race brings.
    async (start) => {
      for (let seed = 0; ; seed++) {
        const { client, fake } = await start({ races: 'seeded', seed });
        const seen = await ending(invoke(client, 'zz', 'p', sh('true')));
        await fake.stop();
        if (!seen.includes('failed to initialize') || seed > 20) return seen;
      }
    },
  ],
  'invoke.wrongFd': [
    'UNKNOWN: unexpected fd: 1',
    of((client) => first(client, 'r', init('r'), { kind: 'file', fd: 1 })),
  ],
  'invoke.unexpected': [
    'UNKNOWN: unexpected message: *pb.Message_Init',
    of((client) => first(client, 'r', init('r'), init('r'))),
  ],
  'invoke.closedPipe': [
    'UNKNOWN: io: read/write on closed pipe',
    of((client) =>
      first(
        client,
        'r',
        init('r'),
        { kind: 'file', fd: 0, eof: true },
        { kind: 'file', fd: 0, data: Buffer.from('x') },
      ),
    ),
  ],
  'invoke.exitCode': ['UNKNOWN: exit code: 7', of((client) => first(client, 'r', init('r', 'exit 7')))],
  'invoke.exitBeforeStart': [
    'UNKNOWN: failed to start container: expecting started message, got *moby_buildkit_v1_frontend.ExecMessage_Exit',
    // The rare end of a process that is refused.
    async (start) => {
      for (let seed = 0; ; seed++) {
        const { client, fake } = await start({ races: 'seeded', seed });
        const seen = await first(client, 'r', { ...init('r'), invokeConfig: sh('true', { user: 'zz' }) });
        await fake.stop();
        if (seen.includes('failed to start') || seed > 50) return seen;
      }
    },
  ],
  'invoke.sendHeader': [
    'INTERNAL: transport: SendHeader called multiple times',
    // The rare end of a process that wrote nothing.
    async (start) => {
      for (let seed = 0; ; seed++) {
        const { client, fake } = await start({ races: 'seeded', seed });
        const seen = await first(client, 'r', init('r', 'exit 7'));
        await fake.stop();
        if (seen.startsWith('INTERNAL') || seed > 50) return seen;
      }
    },
  ],
  'invoke.unknownUser': [
    'UNKNOWN: unable to find user zz: invalid argument',
    of((client) => first(client, 'r', { ...init('r'), invokeConfig: sh('true', { user: 'zz' }) })),
  ],
  'invoke.unknownGroup': [
    'UNKNOWN: unable to find group zz: invalid argument',
    of((client) => first(client, 'r', { ...init('r'), invokeConfig: sh('true', { user: '1000:zz' }) })),
  ],
  'invoke.startFailed': [
    'UNKNOWN: failed to start container: no such device',
    async (start) => {
      const { client } = await start({ scenario: { programs: [program('/nope').failsToStart('no such device')] } });
      return first(client, 'r', { ...init('r'), invokeConfig: { entrypoint: ['/nope'] } });
    },
  ],
  'invoke.noArgs': [
    'UNKNOWN: specify args to execute',
    of((client) => first(client, 'r', { ...init('r'), invokeConfig: {} })),
  ],
  'invoke.container': [
    'UNKNOWN: failed to initialize IO server: failed to create container no reference is registered',
    of(async (client) => {
      await built(client, 'r', { contextPath: '.', platforms: ['linux/amd64', 'linux/arm64'] });
      return ending(invoke(client, 'r', 'p', sh('true')));
    }),
  ],
  'invoke.noReference': [
    'OK',
    // Only the base has but one reference.
    of(async (client) => {
      await built(client, 'r', { contextPath: '.', platforms: ['linux/amd64', 'linux/arm64'] });
      const call = invoke(client, 'r', 'p', sh('echo x; sleep infinity'));
      return (await call.find(() => true)) === undefined ? ending(call) : 'OK';
    }, '0.12'),
  ],
  'invoke.initialOfSuccess': [
    'UNKNOWN: failed to initialize IO server: failed to create container starting from the container from the initial state of the step is supported only on the failed steps',
    of((client) => first(client, 'r', { ...init('r'), invokeConfig: sh('true', { initial: true }) }), '0.12'),
  ],
  'invoke.unsupportedError': [
    'UNKNOWN: failed to initialize IO server: failed to create container no result nor error is available: invoke: unsupported error type',
    of(async (client, { fake }) => {
      fake.use({ builds: [build().add(vertex('[1/1] COPY a b').fails('no such file'))] });
      await answer(built(client, 'r'));
      return ending(invoke(client, 'r', 'p', sh('true')));
    }, '0.12'),
  ],
  'processes.unknownProcess': [
    'UNKNOWN: unknown process "é"',
    of(async (client) => {
      await built(client, 'r');
      return answer(client.rpc.disconnectProcess({ ref: 'r', processId: 'é' }));
    }),
  ],
  'processes.disconnectReply': [
    'INTERNAL: grpc: error while marshaling: proto: Marshal called with nil',
    of(async (client) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', sh('echo x; sleep infinity'));
      await call.find(() => true);
      return answer(client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }));
    }),
  ],
  'transport.noMessage': ['UNKNOWN: EOF', of((client) => raw(client, `${service}/Status`))],
  'transport.unknownMethod': [
    'UNIMPLEMENTED: unknown method Inspect for service buildx.controller.v1.Controller',
    of((client) => answer(client.rpc.inspect({ ref: 'r' }))),
  ],
  'transport.unknownService': ['UNIMPLEMENTED', of(async (client) => (await raw(client, '/a.B/List')).slice(0, 13))],
  'transport.malformedMethod': ['UNIMPLEMENTED', of(async (client) => (await raw(client, '/x')).slice(0, 13))],
  'transport.invalidWireFormat': [
    'INTERNAL: grpc: error unmarshalling request: proto: cannot parse invalid wire-format data',
    of((client) => raw(client, `${service}/List`, undecodable)),
  ],
  'transport.invalidUtf8': [
    'INTERNAL: grpc: error unmarshalling request: string field contains invalid UTF-8',
    of((client) => raw(client, `${service}/Disconnect`, Uint8Array.of(0x0a, 1, 0xff))),
  ],
  'transport.undecodableRequest': [
    'INTERNAL: grpc: error unmarshalling request: proto: cannot parse invalid wire-format data',
    of((client) => raw(client, `${service}/Build`, undecodable)),
  ],
  'transport.undecodableMessage': [
    'INTERNAL: grpc: failed to unmarshal the received message: proto: cannot parse invalid wire-format data',
    of((client) => raw(client, `${service}/Input`, undecodable)),
  ],
  'transport.truncated': [
    'INTERNAL: grpc: error unmarshalling request: unexpected EOF',
    of((client) => raw(client, `${service}/List`, undecodable), '0.18'),
  ],
  'transport.illegalWireType': [
    'INTERNAL: grpc: error unmarshalling request: proto: illegal wireType 7',
    of((client) => raw(client, `${service}/List`, Uint8Array.of(0x7f, 0x00)), '0.18'),
  ],
  'transport.tooLarge': [
    'RESOURCE_EXHAUSTED: grpc: received message larger than max (4194305 vs. 4194304)',
    of((client) => raw(client, `${service}/Invoke`, new Uint8Array(4_194_305))),
  ],
};

overTransports("The fake's error texts", (start) => {
  it('are all in the table below', () => {
    const texts = Object.entries(wording).flatMap(([area, all]) => Object.keys(all).map((key) => `${area}.${key}`));
    holdsListed('table in test/fake-controller/wording.test.ts', Object.keys(table), texts);
  });

  for (const [place, [expected, text]] of Object.entries(table)) {
    it(`${place}: ${expected}`, async () => expect(await text(start)).to.equal(expected));
  }
});

overTransports("The fake's error texts about paths", (start) => {
  const unknown: Readonly<Record<string, string>> = {
    '/buildx.controller.v1.Controller/Nope': 'unknown method Nope for service buildx.controller.v1.Controller',
    '/buildx.controller.v2.Controller/List': 'unknown service buildx.controller.v2.Controller',
    '/a/b/List': 'unknown service a/b',
    '/x': 'malformed method name: "/x"',
  };
  for (const [path, message] of Object.entries(unknown)) {
    it(`name what is unknown in ${path}`, async () => {
      const { client } = await start();
      expect(await raw(client, path)).to.equal(`UNIMPLEMENTED: ${message}`);
    });
  }
});
