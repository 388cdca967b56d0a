import { expect } from 'chai';
import { diagramOf } from '../../src/conformance/index.js';
import {
  build as script,
  FakeBuildKit,
  FakeController,
  readJournal,
  vertex,
  type JournalEntry,
} from '../../src/index.js';
import { type BuildKitMethodName, methodNamed } from '../../src/protocol/buildkit/service.js';
import type { Codec } from '../../src/protocol/rpc.js';
import { build } from '../fake-buildkit/client.js';
import { container } from '../fake-buildkit/exec.js';

const failing = script().add(
  vertex('[1/1] RUN make')
    .takes('3s')
    .logs(Buffer.from([0x63, 0xff]))
    .fails('exit code: 2'),
);

describe('The JSON lines of a journal', () => {
  it('of the fake BuildKit are read back as they were', async () => {
    await using fake = await FakeBuildKit.start({ scenario: { builds: [failing.once(), script()] } });
    const client = fake.client();
    // Keys and values of the client's choosing, which look like what JSON has of bytes and integers.
    const attrs = { base64: 'AAAA', seconds: '12', 'shm-size': '7' };
    await build(client, 'r', attrs, { request: { frontendAttrs: attrs, compatibilityVersion: 5n } });
    const opened = await container(client, 's');
    await opened.start(['/bin/sh', '-c', 'echo hi']);
    await opened.untilDone();
    await opened.close();
    await client.call('LLBBridge.Ping', {}).catch(() => undefined);
    await client.call('Control.DiskUsage', {});
    const read = await readJournal(fake.journal.toJsonLines());
    expect(read.map((entry) => ({ ...entry }))).to.deep.equal(fake.journal.entries.map((entry) => complete(entry)));
    const solve = read.find(({ rpc, kind }) => rpc === 'Control.Solve' && kind === 'request')?.message;
    expect(solve).to.deep.include({ compatibilityVersion: 5n, frontendAttrs: attrs });
  });

  it('of the fake controller are read back, too, with what was no call', async () => {
    await using fake = await FakeController.start({ scenario: { builds: [failing] }, revision: '0.12' });
    fake.journal.note('hello');
    await fake
      .client()
      .build({ contextPath: '.' })
      .catch(() => undefined);
    const read = await readJournal(fake.journal.toJsonLines(), '0.12');
    expect(read).to.have.length(fake.journal.count);
    expect(read[0]).to.deep.equal({ n: 1, kind: 'note', time: 0, text: 'hello' });
    const statuses = read.filter(({ kind }) => kind === 'status');
    expect(statuses.map(({ status }) => status)).to.deep.equal(
      fake.journal.filter({ kind: 'status' }).map(({ status }) => status),
    );
  });

  it('are refused where they name no RPC, or no such message', async () => {
    const line = (entry: object): string => JSON.stringify({ time: 0, kind: 'request', call: 1, ...entry });
    for (const [text, message] of [
      [line({ rpc: 'Control.Nothing', message: {} }), 'line 1: no such RPC: Control.Nothing'],
      [
        `\n${line({ rpc: 'Control.Solve', message: { ref: 1 } })}`,
        'line 2: SolveRequest.ref: expected a string, got 1',
      ],
      [line({ rpc: 'Control.Solve' }), 'line 1: SolveRequest: expected an object, got undefined'],
    ] as const)
      expect(await readJournal(text).catch(String), text).to.equal(`JournalError: not a journal: ${message}`);
  });

  it('of the fake BuildKit can be drawn, and found by their RPC', async () => {
    await using fake = await FakeBuildKit.start();
    await build(fake.client(), 'r');
    const drawn = diagramOf(fake.journal.entries);
    expect(drawn).to.include('Control.Solve');
    const lines = (text: string): number => text.split('\n').length;
    expect(lines(diagramOf(await readJournal(fake.journal.toJsonLines())))).to.equal(lines(drawn));
    const [solve] = fake.journal.filter({ rpc: 'Control.Solve', kind: 'request' });
    expect(solve?.message).to.include({ ref: 'r' });
    expect(fake.journal.toText()).to.match(/Control\.Solve#\d+ -> \{ref: "r"/);
    // @ts-expect-error No RPC has that name.
    expect(fake.journal.filter({ rpc: 'Control.Nothing' })).to.deep.equal([]);
  });
});

/** An entry as plain data; what a handler said in part is whole on the wire. */
function complete({ ...entry }: JournalEntry): object {
  const { rpc, kind, message } = entry;
  if (rpc === undefined || message === undefined || (kind !== 'request' && kind !== 'response')) return entry;
  const codec = methodNamed(rpc as BuildKitMethodName)[kind] as Codec<object>;
  return { ...entry, message: codec.decode(codec.encode(message as object)) };
}
