import type { ClientOptions, StatusObject } from '@grpc/grpc-js';
import { expect } from 'chai';
import { FakeController, ScenarioError, type Scenario } from '../../src/index.js';
import { checkScenario } from '../../src/scenarios/schema/check-scenario.js';
import { genericClient, type GenericClient, type GenericMessage } from '../transport/generic-client.js';

const long = (bytes: number): string => 'x'.repeat(bytes);
const name = '[1/1] RUN make';
const options = { contextPath: '.' };

/** What no message has room for, and where that is said to be. */
const refused: Readonly<Record<string, readonly [scenario: Scenario, path: string, what: string]>> = {
  'the name of a vertex': [
    { builds: [{ vertices: [{ name: long(5e6) }] }] },
    'builds[0].vertices[0].name',
    'the vertex',
  ],
  'the error of a vertex': [
    { builds: [{ vertices: [{ name, error: long(5e6) }] }] },
    'builds[0].vertices[0].error',
    'the vertex',
  ],
  'a name and an error together': [
    { builds: [{ vertices: [{ name: long(1_600_000), error: long(1_700_000) }] }] },
    'builds[0].vertices[0].error',
    'the vertex',
  ],
  'a text beyond ASCII': [
    { builds: [{ vertices: [{ name: 'я'.repeat(1_600_000) }] }] },
    'builds[0].vertices[0].name',
    'the vertex',
  ],
  'a digest': [{ builds: [{ vertices: [{ name, digest: long(5e6) }] }] }, 'builds[0].vertices[0].digest', 'the vertex'],
  'a group': [
    { builds: [{ vertices: [{ name, group: { id: 'g', name: long(5e6) } }] }] },
    'builds[0].vertices[0].group.name',
    'the vertex',
  ],
  'many inputs': [
    {
      builds: [
        {
          vertices: [
            ...Array.from({ length: 1000 }, (_, i) => ({ name: `${i}`, digest: `${i}${long(4000)}`, inputs: [] })),
            { name, inputs: Array.from({ length: 1000 }, (_, i) => `${i}`) },
          ],
        },
      ],
    },
    'builds[0].vertices[1000].inputs',
    'the vertex',
  ],
  'the id of an item': [
    { builds: [{ vertices: [{ name, statuses: [{ id: long(5e6) }] }] }] },
    'builds[0].vertices[0].statuses[0].id',
    'the item',
  ],
  'the name of an item of a restart': [
    { builds: [{ vertices: [{ name, restarts: [{ statuses: [{ id: 'a', name: long(5e6) }] }] }] }] },
    'builds[0].vertices[0].restarts[0].statuses[0].name',
    'the item',
  ],
  ...Object.fromEntries(
    (
      [
        ['short', { short: long(5e6) }],
        ['detail', { short: 's', detail: [long(2e6), long(2e6)] }],
        ['url', { short: 's', url: long(5e6) }],
        ['source.text', { short: 's', source: { filename: 'f', text: long(5e6) } }],
        ['source.filename', { short: 's', source: { filename: long(5e6), text: 't' } }],
      ] as const
    ).map(([part, warning]) => [
      `${part} of a warning`,
      [
        { builds: [{ vertices: [{ name, warnings: [warning] }] }] },
        `builds[0].vertices[0].warnings[0].${part}`,
        'the warning',
      ] as const,
    ]),
  ),
  'a reply': [{ builds: [{ reply: { a: long(2e6), b: long(2e6) } }] }, 'builds[0].reply', 'the reply'],
};

describe('A text that no message has room for', () => {
  for (const [kind, [scenario, path, what]] of Object.entries(refused)) {
    it(`is refused with its path and the limit: ${kind}`, async () => {
      const [problem, ...more] = checkScenario(scenario);
      expect(more).to.deep.equal([]);
      expect(problem?.path).to.equal(path);
      expect(problem?.message).to.match(
        new RegExp(`^too long: ${what} comes to \\d+ bytes, and a message has room for 3000000$`),
      );
      const start = FakeController.start({ scenario });
      expect(await start.catch((error: unknown) => error)).to.be.instanceOf(ScenarioError);
    });
  }
});

/** As long as may be, or cut and divided by the fake: what a client of grpc-js with its own limits gets of each. */
const told: Readonly<Record<string, { readonly scenario: Scenario; readonly seen: (run: Run) => void }>> = {
  'names, errors, items and warnings, each as long as may be': {
    scenario: {
      builds: [
        {
          vertices: Array.from({ length: 3 }, (_, i) => ({
            name: `${i} ${long(2_900_000)}`,
            inputs: [],
            statuses: [{ id: long(2_900_000) }],
            warnings: [{ short: long(2_900_000) }],
          })),
        },
      ],
    },
    seen: ({ statuses, build }) => {
      expect(build.code).to.equal(0);
      expect(new Set(statuses.flatMap(({ vertices }) => vertices.map((vertex) => vertex.name)))).to.have.property(
        'size',
        3,
      );
      expect(statuses.flatMap((status) => status.warnings)).to.have.length(3);
      expect(new Set(statuses.flatMap((status) => status.statuses.map(({ vertex }) => vertex)))).to.have.property(
        'size',
        3,
      );
    },
  },
  'a graph of more than a message holds': {
    scenario: {
      builds: [{ vertices: Array.from({ length: 2000 }, (_, i) => ({ name: `${i} ${long(4000)}`, inputs: [] })) }],
    },
    seen: ({ statuses, build }) => {
      expect(build.code).to.equal(0);
      const announced = statuses.flatMap(({ vertices }) => vertices.filter(({ started }) => started === undefined));
      expect(new Set(announced.map((vertex) => vertex.name))).to.have.property('size', 2000);
    },
  },
  'a reply as long as may be': {
    scenario: { builds: [{ vertices: [], reply: { long: long(2_990_000) } }] },
    seen: ({ build, replies }) => {
      expect(build.code).to.equal(0);
      expect(replies[0]?.exporterResponse?.['long']).to.have.length(2_990_000);
    },
  },
  'the error of a build': {
    scenario: { builds: [{ vertices: [], error: { message: long(5e6) } }] },
    seen: ({ build }) => expect(build.details).to.match(/^x+ \[cut: \d+ of 5000000 bytes\]$|x \[cut: /),
  },
  'the details of an error': {
    scenario: {
      builds: [{ vertices: [], error: { message: 'no', details: [{ typeUrl: 'a/b+json', json: long(5e6) }] } }],
    },
    seen: ({ build }) => expect(build.details).to.match(/no$/),
  },
  'what is filled into a template': {
    scenario: {
      builds: [
        {
          template: true,
          vertices: [{ name: `{{target}} ${long(2_900_000)} {{target}}`, error: '{{target}}' }],
        },
      ],
    },
    seen: ({ statuses, build }) => {
      expect(build.details).to.equal('[cut]');
      expect(statuses[0]?.vertices[0]?.name).to.match(/ \[cut: \d+ of 900000 bytes\]$/);
    },
  },
};

interface Run {
  readonly build: StatusObject;
  readonly status: StatusObject;
  readonly replies: readonly { readonly exporterResponse?: Readonly<Record<string, string>> }[];
  readonly statuses: readonly StatusMessage[];
}

interface StatusMessage {
  readonly vertices: readonly { readonly name: string; readonly started?: unknown }[];
  readonly statuses: readonly { readonly vertex: string }[];
  readonly warnings: readonly unknown[];
  readonly logs: readonly { readonly message: Uint8Array }[];
}

async function run(client: GenericClient, target = ''): Promise<Run> {
  const statuses: StatusMessage[] = [];
  const replies: Run['replies'][number][] = [];
  const stream = client.Status({ ref: 'r' });
  stream.on('data', (message: StatusMessage) => statuses.push(message));
  stream.on('error', () => {});
  const status = new Promise<StatusObject>((resolve) => stream.on('status', resolve));
  const build = await new Promise<StatusObject>((resolve) => {
    const call = client.Build({ ref: 'r', options: { ...options, target } }, (_error: unknown, reply?: object) => {
      if (reply !== undefined) replies.push(reply);
    });
    call.on('status', resolve);
  });
  return { build, replies, status: await status, statuses };
}

for (const transport of ['in process', 'over a socket'] as const) {
  describe(`Texts that are as long as may be, and a client with the limits of grpc-js, ${transport}`, () => {
    const clientOptions: ClientOptions = {};
    for (const [kind, { scenario, seen }] of Object.entries(told)) {
      it(`go through, in messages that it takes: ${kind}`, async function () {
        this.timeout('20s');
        await using fake = await FakeController.start({ revision: '0.12', quirks: 'none', scenario });
        const where = transport === 'in process' ? fake.channel : await fake.listen();
        const client = genericClient(where, clientOptions);
        try {
          const result = await run(client, kind.includes('template') ? long(900_000) : '');
          expect(result.status.details, 'Status').to.equal('');
          expect(result.status.code, 'Status').to.equal(0);
          seen(result);
        } finally {
          client.close();
        }
      });
    }
  });
}

/** A process, and how much of what it said has to come for it to be over. */
const processes: Readonly<
  Record<string, { readonly scenario: Scenario; readonly bytes: number; readonly says: RegExp | undefined }>
> = {
  'the output of a program': {
    scenario: { programs: [{ program: 'sh', steps: [{ send: { repeat: 'x', bytes: 8e6 } }, { stall: true }] }] },
    bytes: 8e6,
    says: undefined,
  },
  'a prompt': { scenario: { programs: [{ program: 'sh', prompt: long(5e6) }] }, bytes: 5e6, says: undefined },
  'why a program does not start': {
    scenario: { programs: [{ program: 'sh', failsToStart: long(5e6) }] },
    bytes: 0,
    says: /x \[cut: \d+ of \d+ bytes\]$/,
  },
  'why there is no container': {
    scenario: { builds: [{ container: { fails: long(5e6) } }] },
    bytes: 0,
    says: /x \[cut: \d+ of \d+ bytes\]$/,
  },
};

for (const transport of ['in process', 'over a socket'] as const) {
  describe(`A process that says much, and a client with the limits of grpc-js, ${transport}`, () => {
    for (const [kind, { scenario, bytes, says }] of Object.entries(processes)) {
      it(`is heard: ${kind}`, async function () {
        this.timeout('20s');
        await using fake = await FakeController.start({ revision: '0.12', quirks: 'none', scenario });
        const client = genericClient(transport === 'in process' ? fake.channel : await fake.listen());
        try {
          await run(client);
          const call = client.Invoke();
          let heard = 0;
          const all = new Promise<void>((resolve) => {
            call.on('data', ({ data }: GenericMessage) => {
              heard += data?.length ?? 0;
              if (bytes > 0 && heard >= bytes) resolve();
            });
          });
          call.on('error', () => {});
          const ended = new Promise<StatusObject>((resolve) => call.on('status', resolve));
          call.write({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: { entrypoint: ['sh'] } });
          if (says === undefined) await Promise.race([all, ended]);
          else expect((await ended).details).to.match(says);
          expect(heard).to.equal(bytes);
          call.cancel();
        } finally {
          client.close();
        }
      });
    }
  });
}

describe('A log without limits, and a client with the limits of grpc-js', () => {
  it('comes in messages that it takes', async function () {
    this.timeout('20s');
    const text = { repeat: 'x', bytes: 16_000_000 };
    const logLimits = { size: -1, speed: -1 };
    const scenario = { builds: [{ logLimits, vertices: [{ name, logs: [{ text }] }] }] };
    await using fake = await FakeController.start({ revision: '0.12', quirks: 'none', scenario });
    const client = genericClient(await fake.listen());
    try {
      const { status, statuses } = await run(client);
      expect(status.code).to.equal(0);
      const bytes = statuses.flatMap(({ logs }) => logs.map(({ message }) => message.length));
      expect(bytes.reduce((sum, size) => sum + size, 0)).to.equal(16_000_000);
    } finally {
      client.close();
    }
  });
});
