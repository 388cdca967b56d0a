import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { FakeController, build, vertex, type JournalBound, type JournalEntry } from '../../src/index.js';
import { keptSize } from '../../src/journal/kept-size.js';
import { Journal } from '../../src/journal/journal.js';
import type { UnnumberedEntry } from '../../src/journal/recorded-entry.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { answer, built, ending, invoke, settled, sh } from '../fake-controller/calls.js';

const what = { note: 'a note', message: { ref: 'r' }, status: { code: 0, message: '' }, open: undefined };
const scenario = { builds: [build().add(vertex('[1/1] RUN make').takes('1.5s').logs('cc\n'))] };

function bytesOf(entries: readonly JournalEntry[]): number {
  return entries.reduce((sum, { message, status, text }) => sum + keptSize(message ?? status ?? text), 0);
}

describe('The journal', () => {
  it('shows every message both ways, in order, with the time of the clock', async () => {
    await using fake = await FakeController.start({ scenario });
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    await client.rpc.build({ ref: 'r', options: { contextPath: '.' } });
    await status.status;
    const at = '2023-04-03T00:00:00.000Z';
    const digest = fake.journal.toText().match(/sha256:[0-9a-f]{64}/)?.[0];
    const vertexText = `digest: "${digest}", name: "[1/1] RUN make"`;
    expect(
      fake.journal
        .toText()
        .replaceAll(/(containerimage[^:]*: )"sha256:\w+"/g, '$1…')
        .split('\n'),
    ).to.deep.equal([
      '1 0.000s Status#1 -> open',
      '2 0.000s Build#2 -> open',
      '3 0.000s Status#1 -> {ref: "r"}',
      '4 0.000s Build#2 -> {ref: "r", options: {contextPath: "."}}',
      `5 0.000s Status#1 <- {vertices: [{${vertexText}}]}`,
      `6 0.000s Status#1 <- {vertices: [{${vertexText}, started: ${at}}]}`,
      `7 0.000s Status#1 <- {logs: [{vertex: "${digest}", timestamp: ${at}, stream: 1, message: "cc\\n"}]}`,
      `8 1.500s Status#1 <- {vertices: [{${vertexText}, started: ${at}, completed: 2023-04-03T00:00:01.500Z}]}`,
      '9 1.500s Build#2 <- {exporterResponse: {containerimage.config.digest: …, containerimage.digest: …}}',
      '10 1.500s Status#1 <- OK ""',
      '11 1.500s Build#2 <- OK ""',
      '',
    ]);
  });

  it('shows half-closes, cancellations, errors and what happens inside', async () => {
    await using fake = await FakeController.start({ scenario });
    const client = fake.client();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', sh('sleep infinity'));
    call.halfClose();
    await settled(client);
    call.cancel();
    await answer(client.rpc.disconnect({ ref: '' }));
    const kinds = fake.journal.filter({ rpc: 'Invoke' }).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['open', 'request', 'half-close', 'cancel']);
    expect(fake.journal.toText()).to.match(/Disconnect#\d+ <- UNKNOWN "disconnect: empty key"\n/);
    expect(fake.journal.toText()).to.include('-- process "p" starts: /bin/sh -c sleep infinity\n');
  });

  it('filters by call, session, RPC, direction and kind, all that is given', async () => {
    await using fake = await FakeController.start({ scenario });
    const client = fake.client();
    await built(client, 'r');
    await built(client, 's');
    expect(fake.journal.filter({ ref: 'r', rpc: 'Build', kind: 'request' })).to.have.length(1);
    expect(new Set(fake.journal.filter({ call: 1 }).map(({ rpc }) => rpc))).to.deep.equal(new Set(['Status']));
    expect(fake.journal.filter({ rpc: 'Build', ref: 'x' })).to.deep.equal([]);
    expect(fake.journal.filter({})).to.deep.equal(fake.journal.entries);
  });

  it("tells of a BuildKit's RPCs by their service, and of the controller's without", () => {
    const journal = new Journal(new VirtualClock('manual'));
    const about = { kind: 'open', ref: undefined } as const;
    journal.record({ ...about, rpc: 'Status', call: 1 });
    journal.record({ ...about, rpc: 'Control.Status', call: 2 });
    journal.record({ ...about, rpc: 'FileSync.DiffCopy', call: 3 });
    expect(journal.filter({ rpc: 'Control.Status' }).map(({ call }) => call)).to.deep.equal([2]);
    expect(journal.filter({ rpc: 'Status' }).map(({ call }) => call)).to.deep.equal([1]);
    // @ts-expect-error: the controller has no such RPC, and of BuildKit's it says too little.
    expect(journal.filter({ rpc: 'Solve' })).to.deep.equal([]);
    expect(journal.toText()).to.include('FileSync.DiffCopy#3');
  });

  it('prints lines of JSON: bytes in base64, 64-bit integers as text', async () => {
    await using fake = await FakeController.start({ scenario });
    await built(fake.client(), 'r', { contextPath: '.', shmSize: 2n ** 62n });
    const lines = fake.journal
      .toJsonLines()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).to.have.length(fake.journal.entries.length);
    expect(lines[0]).to.deep.equal({ n: 1, time: 0, kind: 'open', rpc: 'Status', call: 1 });
    const text = fake.journal.toJsonLines();
    expect(text)
      .to.include('"shmSize":"4611686018427387904"')
      .and.include(`"message":{"base64":"${Buffer.from('cc\n').toString('base64')}"}`);
  });

  it('tells the details of errors: their types in text, all of them in JSON', async () => {
    await using fake = await FakeController.start({ revision: '0.12' });
    const client = fake.client();
    await built(client, 'r');
    await ending(invoke(client, 'r', 'p', sh('exit 7', { tty: true })));
    const [entry] = fake.journal.filter({ rpc: 'Invoke', kind: 'status' });
    const types = 'stack.Stack, gatewayapi.ExitMessage, gatewayapi.ExitMessage';
    expect(fake.journal.toText()).to.include(` <- UNKNOWN "exit code: 7" [${types}]\n`);
    expect(entry?.status?.details?.[1]?.json).to.deep.equal({ Code: 7 });
    const detail = { typeUrl: 'github.com/moby/buildkit/gatewayapi.ExitMessage+json', json: { Code: 7 } };
    expect(fake.journal.toJsonLines()).to.include(`,${JSON.stringify(detail)}]}}\n`);
  });

  it('shows details that are no JSON in base64', () => {
    const journal = new Journal(new VirtualClock('manual'));
    const details = [{ typeUrl: 'example.org/Raw', value: Uint8Array.of(0, 255) }];
    journal.record({
      kind: 'status',
      rpc: 'List',
      call: 1,
      ref: undefined,
      what: { code: 2, message: 'no', details },
    });
    expect(journal.toText()).to.equal('1 0.000s List#1 <- UNKNOWN "no" [Raw]\n');
    expect(journal.toJsonLines()).to.include('"details":[{"typeUrl":"example.org/Raw","base64":"AP8="}]');
  });

  it('tells listeners of every entry until they stop', () => {
    const journal = new Journal(new VirtualClock('manual'));
    const seen: string[] = [];
    const stop = journal.onEntry(({ n, text }) => seen.push(`${n} ${text}`));
    journal.note('a');
    journal.clear();
    journal.note('b');
    stop();
    journal.note('c');
    expect(seen).to.deep.equal(['1 a', '2 b']);
    expect(journal.toText()).to.equal('2 0.000s -- b\n3 0.000s -- c\n');
  });

  it('is the same whenever it is read, and goes on in the list that somebody holds', () => {
    const read = fc.constantFrom('entries', 'filter', 'text', 'listen', 'clear', 'nothing');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('note', 'message', 'status', 'open'), read)), (steps) => {
        const [journal, watched] = [0, 1].map(() => new Journal(new VirtualClock('manual')));
        watched!.onEntry(() => {});
        let held: readonly unknown[] | undefined;
        for (const [kind, then] of steps) {
          for (const each of [journal!, watched!]) {
            each.record({ kind, rpc: 'List', call: 1, ref: 'r', what: what[kind] } as UnnumberedEntry);
            if (then === 'clear') each.clear();
          }
          if (then === 'clear') held = undefined;
          if (then === 'entries') held = journal!.entries;
          if (then === 'filter') journal!.filter({ rpc: 'List' });
          if (then === 'text') journal!.toText();
          if (then === 'listen') journal!.onEntry(() => {})();
          if (held !== undefined) expect(held).to.deep.equal(watched!.entries);
        }
        expect(journal!.toJsonLines()).to.equal(watched!.toJsonLines());
        expect(journal!.entries).to.deep.equal(watched!.entries);
      }),
    );
  });

  it('keeps no more than it was asked to, the newest, and says what it dropped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 50 }), fc.nat(200), fc.boolean(), (most, count, held) => {
        const journal = new Journal(new VirtualClock('manual'), { entries: most });
        const looked = held ? journal.entries : undefined;
        for (let i = 1; i <= count; i++) {
          journal.note(`${i}`);
          if (looked !== undefined) expect(looked.length).to.be.at.most(most);
        }
        const { entries } = journal;
        if (looked !== undefined) expect(looked).to.equal(entries);
        expect(entries.length).to.be.within(Math.min(count, Math.floor(most / 2)), most);
        const [note, ...rest] = entries;
        if (count <= most) {
          expect(entries.map(({ text }) => Number(text))).to.deep.equal(entries.map((_, i) => i + 1));
          return;
        }
        expect(note!.text).to.match(
          new RegExp(
            `^the entries up to ${note!.n} were dropped, ${note!.n} of \\d+ bytes: no more than ${most} entries are kept$`,
          ),
        );
        expect(rest.map(({ n, text }) => [n, text])).to.deep.equal(
          rest.map((_, i) => [note!.n + 1 + i, `${note!.n + 1 + i}`]),
        );
        expect(entries.at(-1)!.n).to.equal(count);
      }),
    );
  });

  it('has a new bound after it was cleared', () => {
    const journal = new Journal(new VirtualClock('manual'), { entries: 4 });
    for (let i = 0; i < 4; i++) journal.note('before');
    journal.clear();
    for (let i = 0; i < 4; i++) journal.note('after');
    expect(journal.entries.map(({ text }) => text)).to.deep.equal(['after', 'after', 'after', 'after']);
  });

  it('keeps no more bytes than it was asked to, the newest, and says what it dropped', () => {
    const large = { min: 0, max: 3000 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1024, max: 20_000 }),
        fc.array(fc.oneof(fc.integer(large), fc.integer({ min: 0, max: 100_000 })), { maxLength: 60 }),
        fc.boolean(),
        (bytes, sizes, held) => {
          const journal = new Journal(new VirtualClock('manual'), { bytes });
          const looked = held ? journal.entries : undefined;
          const heard: number[] = [];
          if (sizes.length % 2 === 0) journal.onEntry(({ n }) => heard.push(n));
          for (const size of sizes) {
            const data = new Uint8Array(size);
            journal.record({ kind: 'request', rpc: 'Input', call: 1, ref: undefined, what: { data } });
            if (looked !== undefined) expect(bytesOf(looked)).to.be.at.most(bytes);
          }
          expect(bytesOf(journal.entries)).to.be.at.most(bytes);
          if (heard.length > 0) expect(heard).to.deep.equal(sizes.map((_, i) => i + 1));
          const [first] = journal.entries;
          if (first?.kind !== 'note') {
            expect(journal.entries.map(({ n }) => n)).to.deep.equal(sizes.map((_, i) => i + 1));
            return;
          }
          const [, upTo, count, all] =
            /^the entries up to (\d+) were dropped, (\d+) of (\d+) bytes: no more than (?:\d+) bytes are kept$/.exec(
              first.text ?? '',
            ) ?? [];
          const left = sizes.slice(0, Number(upTo));
          expect(Number(count)).to.equal(left.length);
          expect(Number(all)).to.be.at.least(left.reduce((sum, size) => sum + size, 0));
          expect(journal.entries.map(({ n }) => n)).to.deep.equal(
            Array.from({ length: sizes.length - left.length + 1 }, (_, i) => left.length + i),
          );
        },
      ),
    );
  });

  it('counts bytes, texts, lists and objects as what they take, about', async function () {
    this.timeout('20s');
    const program = fileURLToPath(new URL('memory-of-messages.js', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program]);
    const kinds = JSON.parse(stdout) as Record<string, { counted: number; taken: number }>;
    for (const [kind, { counted, taken }] of Object.entries(kinds)) {
      expect(counted / taken, `${kind}: ${counted} counted, ${taken} taken`).to.be.within(0.6, 1.6);
    }
  });

  it('counts anew after it was cleared', () => {
    const journal = new Journal(new VirtualClock('manual'), { bytes: 2048 });
    for (let i = 0; i < 40; i++) journal.note('before');
    journal.clear();
    for (let i = 0; i < 4; i++) journal.note('after');
    expect(journal.entries.map(({ text }) => text)).to.deep.equal(['after', 'after', 'after', 'after']);
  });

  for (const [bound, message] of [
    [{ entries: 1 }, 'journal.entries: a journal of 1 entries has no room: give a whole number, at least 2'],
    [{ bytes: 1023 }, 'journal.bytes: a journal of 1023 bytes has no room: give a whole number, at least 1024'],
    [{ bytes: 2000.5 }, 'journal.bytes: 2000.5 is no number of bytes: give a whole number'],
    [{ entries: Number.NaN }, 'journal.entries: NaN is no number of entries'],
    [{ entries: '16' }, 'journal.entries: "16" is no number of entries'],
    [{ byte: 5000 }, 'journal.byte: no such bound; there are entries and bytes'],
    [16, 'journal: 16 is no bound: give {entries: N}, {bytes: N} or both'],
  ] as const) {
    it(`refuses ${JSON.stringify(bound)}`, async () => {
      const start = FakeController.start({ journal: bound as JournalBound });
      const error = await start.then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      expect(error?.message).to.include(message);
    });
  }

  it('keeps many entries that nobody has read, in order', () => {
    const journal = new Journal(new VirtualClock('manual'));
    for (let i = 1; i <= 20_000; i++) journal.note(`${i}`);
    expect(journal.entries).to.have.length(20_000);
    for (const { n, text } of journal.entries) if (text !== `${n}`) expect.fail(`${n} is ${text}`);
  });

  it('shows bytes that are no text in hexadecimal, and only the beginning of many', () => {
    const journal = new Journal(new VirtualClock('manual'));
    const record = (data: Uint8Array): void =>
      journal.record({ kind: 'request', rpc: 'Input', call: 1, ref: undefined, what: { data } });
    record(Uint8Array.of(0xff, 0));
    record(Buffer.from('x'.repeat(300)));
    expect(journal.toText()).to.equal(
      `1 0.000s Input#1 -> {data: 0xff00}\n2 0.000s Input#1 -> {data: "${'x'.repeat(200)}"… 300 bytes}\n`,
    );
  });
});
