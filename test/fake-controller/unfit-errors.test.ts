import type { StatusObject } from '@grpc/grpc-js';
import { expect } from 'chai';
import { ControllerClient, FakeController } from '../../src/index.js';
import { genericClient } from '../transport/generic-client.js';
import { overTransports } from './over-transports.js';

const options = { contextPath: '.' };

overTransports('An error that no trailers can carry', (start) => {
  const messages: Readonly<Record<string, readonly [sent: string, seen: string]>> = {
    'as long as may be': ['x'.repeat(20_000), 'x'.repeat(20_000)],
    'one byte longer': ['x'.repeat(20_001), `${'x'.repeat(19_972)} [cut: 19972 of 20001 bytes]`],
    'a hundred thousand bytes': ['x'.repeat(100_000), `${'x'.repeat(19_970)} [cut: 19970 of 100000 bytes]`],
    'many characters beyond ASCII': ['é'.repeat(20_000), `${'é'.repeat(3328)} [cut: 6656 of 40000 bytes]`],
    'pairs of surrogates, none of which is cut in two': [
      '😀'.repeat(20_000),
      `${'😀'.repeat(1664)} [cut: 6656 of 80000 bytes]`,
    ],
  };
  for (const [what, [sent, seen]] of Object.entries(messages)) {
    it(`ends its call with a message that is cut: ${what}`, async () => {
      const { client } = await start({
        revision: '0.12',
        scenario: { builds: [{ vertices: [], error: { message: sent } }] },
      });
      const failure = await client.rpc.build({ ref: 'r', options }).catch((error: unknown) => error);
      expect(failure).to.have.property('rpcMessage', seen);
    });
  }

  it('has its details beside the message, while both fit', async () => {
    const kept = { typeUrl: 'example.org/kept+json', json: 'y'.repeat(10_000) };
    const { client } = await start({
      revision: '0.12',
      scenario: { builds: [{ vertices: [], error: { message: 'x'.repeat(100_000), details: [kept] } }] },
    });
    const failure = await client.rpc.build({ ref: 'r', options }).catch((error: unknown) => error);
    expect(failure)
      .to.have.property('details')
      .that.is.an('array')
      .that.satisfies((all: readonly { readonly typeUrl: string }[]) =>
        all.some(({ typeUrl }) => typeUrl === kept.typeUrl),
      );
  });

  it('is cut in faults, too', async () => {
    const { client } = await start({
      scenario: { faults: [{ rpc: 'Info', do: { status: { code: 'ABORTED', message: 'é'.repeat(20_000) } } }] },
    });
    const failure = await client.rpc.info().catch((error: unknown) => error);
    expect(failure)
      .to.include({ codeName: 'ABORTED' })
      .and.property('rpcMessage')
      .contains('[cut: 6656 of 40000 bytes]');
  });
});

describe('An error whose text begins or ends with blanks', () => {
  const message = '  two before, a tab and two behind\t  ';
  const scenario = {
    builds: [{ vertices: [], error: { message } }],
    faults: [{ rpc: 'Info', times: 'always', do: { status: { code: 'ABORTED', message } } }],
  } as const;

  overTransports('reaches a client whole', (start) => {
    it('whoever says it', async () => {
      const { client } = await start({ revision: '0.12', scenario });
      const refused = await client.rpc.info().catch((error: unknown) => error);
      expect(refused).to.have.property('rpcMessage', message);
      const failed = await client.rpc.build({ ref: 'r', options }).catch((error: unknown) => error);
      expect(failed).to.have.property('rpcMessage', message);
    });

    it('also where it is nothing but blanks', async () => {
      const { client } = await start({
        scenario: { faults: [{ rpc: 'Info', do: { status: { code: 'ABORTED', message: ' ' } } }] },
      });
      const refused = await client.rpc.info().catch((error: unknown) => error);
      expect(refused).to.have.property('rpcMessage', ' ');
    });
  });

  for (const transport of ['in process', 'over a socket'] as const) {
    it(`reaches a client of grpc-js whole, ${transport}`, async () => {
      await using fake = await FakeController.start({ scenario });
      const client = genericClient(transport === 'in process' ? fake.channel : await fake.listen());
      const { details } = await new Promise<StatusObject>((resolve) => client.Info({}, resolve));
      client.close();
      expect(details).to.equal(message);
    });
  }
});

describe('An error that no trailers can carry, as a grpc-js client sees it', () => {
  for (const transport of ['in process', 'over a socket'] as const) {
    it(`ends its call: ${transport}`, async () => {
      await using fake = await FakeController.start({
        scenario: { builds: [{ vertices: [], error: { message: 'é'.repeat(20_000) } }] },
      });
      const client = genericClient(transport === 'in process' ? fake.channel : await fake.listen());
      const error = await new Promise<StatusObject>((resolve) =>
        client.Build({ ref: 'r', options }, (reason: StatusObject) => resolve(reason)),
      );
      client.close();
      expect(error)
        .to.include({ code: 2 })
        .and.property('details')
        .matches(/ \[cut: \d+ of \d+ bytes\]$/);
    });
  }
});

describe('A text with half a pair of surrogates', () => {
  const texts: Readonly<Record<string, object>> = {
    'builds[0].error.message': { builds: [{ vertices: [], error: { message: 'bad \udc00 x' } }] },
    'builds[0].vertices[0].name': { builds: [{ vertices: [{ name: '\ud800' }] }] },
    'builds[0].vertices[0].logs[0].text': { builds: [{ vertices: [{ name: 'a', logs: [{ text: 'x\udfff' }] }] }] },
    'faults[0].do.status.message': {
      faults: [{ rpc: 'Info', do: { status: { code: 'ABORTED', message: '\udc00' } } }],
    },
  };
  for (const [path, scenario] of Object.entries(texts)) {
    it(`is refused with its place: ${path}`, async () => {
      const error: unknown = await FakeController.start({ scenario }).catch((reason: unknown) => reason);
      expect(error).to.have.property('code', 'BAD_SCENARIO');
      expect(error).to.have.property('path', path);
      expect(error).to.have.property('message').that.contains('half a surrogate pair');
    });
  }

  it('is refused as a key', async () => {
    const scenario = { builds: [{ vertices: [], response: { exporterResponse: { '\udc00': 'x' } } }] };
    const error: unknown = await FakeController.start({ scenario: scenario as object }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('message').that.contains('a key has half a surrogate pair');
  });
});

describe('The log of one text that is large', () => {
  for (const transport of ['in process', 'over a socket'] as const) {
    it(`is told in entries of 32 KiB and messages that clients take: ${transport}`, async () => {
      const size = 5 * 1024 * 1024;
      await using fake = await FakeController.start({
        scenario: {
          builds: [
            { logLimits: { size: -1, speed: -1 }, vertices: [{ name: 'a', logs: [{ text: 'x'.repeat(size) }] }] },
          ],
        },
      });
      const client = genericClient(transport === 'in process' ? fake.channel : await fake.listen());
      const status = client.Status({ ref: 'r' });
      const logs: Uint8Array[][] = [];
      status.on('data', (message: object) => {
        const { logs: entries } = message as { readonly logs: readonly { readonly message: Uint8Array }[] };
        if (entries.length > 0) logs.push(entries.map((entry) => entry.message));
      });
      status.on('error', () => {});
      const ended = new Promise<StatusObject>((resolve) => status.on('status', resolve));
      client.Build({ ref: 'r', options }, () => {});
      expect((await ended).code).to.equal(0);
      client.close();
      const entries = logs.flat();
      expect(entries.reduce((sum, { length }) => sum + length, 0)).to.equal(size);
      expect(Math.max(...entries.map(({ length }) => length))).to.equal(32 * 1024);
      expect(logs.length).to.be.within(4, 6);
    });
  }

  it('can be 64 MiB', async () => {
    const bytes = 64 * 1024 * 1024;
    await using fake = await FakeController.start({
      scenario: {
        builds: [
          { logLimits: { size: -1, speed: -1 }, vertices: [{ name: 'a', logs: [{ text: { repeat: 'x', bytes } }] }] },
        ],
      },
    });
    const client = ControllerClient.connect(await fake.listen());
    const { statuses } = await client.build(options);
    const sizes = statuses.flatMap(({ logs }) => logs.map(({ message }) => message.length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.equal(bytes);
    await client.close();
  });
});
