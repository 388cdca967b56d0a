import { expect } from 'chai';
import { diagramOf } from '../../../src/conformance/counterexample/diagram.js';
import { FakeController } from '../../../src/index.js';
import type { WrittenCallEntry, WrittenEntry } from '../../../src/journal/written-entry.js';

type Rest = Partial<WrittenCallEntry> & Pick<WrittenCallEntry, 'kind'>;

/** Of these entries, each with its time, its call and the call's method. */
function journal(entries: readonly (readonly [time: number, call: string, rest: Rest])[]): readonly WrittenCallEntry[] {
  return entries.map(([time, name, rest]) => {
    const [rpc = '', call] = name.split(' ');
    return { time, client: 1, call: Number(call), rpc, ...rest };
  });
}

const open: Rest = { kind: 'open' };
const end: Rest = { kind: 'half-close' };
const sends = (message: unknown): Rest => ({ kind: 'request', message });
const gets = (message: unknown): Rest => ({ kind: 'response', message });
const status = (code: number, message = ''): Rest => ({ kind: 'status', status: { code, message } });

/** A unary call from its opening to its end. */
function unary(time: number, name: string): Parameters<typeof journal>[0] {
  return [
    [time, name, open],
    [time, name, sends({})],
    [time, name, end],
    [time + 1, name, gets({ refs: ['r'] })],
    [time + 1, name, status(0)],
  ];
}

function lines(text: string): string[] {
  return text.split('\n').slice(1, -1);
}

describe('the diagram of a counterexample', () => {
  it('has a place for each call, and arrows to the controller and from it', () => {
    const text = diagramOf(
      journal([
        [0, 'Status 1', open],
        [0, 'Status 1', sends({ ref: 'r' })],
        [0, 'Status 1', end],
        [0.6, 'Build 2', open],
        [1, 'Build 2', sends({ ref: 'r', options: { contextPath: '/a/path/that/is/long' } })],
        [1, 'Build 2', end],
        [5, 'Status 1', gets({ logs: [{ message: { base64: 'aGkK' } }] })],
        [1007, 'Build 2', status(2, 'no')],
        [1007, 'Status 1', status(0)],
      ]),
      { columns: 70 },
    );
    expect(text.split('\n')).to.deep.equal(
      lines(`
     ms
      0  ┌ Status #1
         ├─▶┤ { ref: 'r' }
      1  │                             ┌ Build #2
         │                             ├─▶┤ { ref: 'r', options: { co…
      5  ├◀── { logs: [ { message: by… │
   1007  │                             └◀── UNKNOWN 'no'
         └◀── OK
`),
    );
  });

  it('draws runs of messages together, and tells what becomes of a stream', () => {
    const text = diagramOf(
      journal([
        [0, 'Invoke 1', open],
        [0, 'Invoke 1', sends({ kind: 'init', ref: 'r' })],
        ...Array.from({ length: 50 }, (_, i) => [i, 'Invoke 1', gets({ fd: i + 1 })] as const),
        [50, 'Invoke 1', end],
        [51, 'Invoke 1', { kind: 'undecodable', bytes: 'CgU=', reason: 'torn' }],
        [52, 'Invoke 1', { kind: 'cancel' }],
      ]),
    );
    expect(text.split('\n')).to.deep.equal(
      lines(`
     ms
      0  ┌ Invoke #1
         ├──▶ { kind: 'init', ref: 'r' }
         ├◀── { fd: 1 }
         ├◀── … 48 more
     49  ├◀── { fd: 50 }
     50  ├──┤ half-closes
     51  ├◀── no message, 2 bytes: torn
     52  ├──✕ cancels
`),
    );
  });

  it('names the client of each call where there are several', () => {
    const [first, second] = journal([
      [0, 'List 1', open],
      [0, 'List 2', open],
    ]);
    const text = diagramOf([first!, { ...second!, client: 2 }]);
    expect(text).to.match(/List #1, client 1\n.*│ +┌ List #2, client 2$/);
  });

  it('keeps six calls beside each other within its width', () => {
    const text = diagramOf(journal([1, 2, 3, 4, 5, 6].flatMap((n) => unary(n, `List ${n}`))));
    const rows = text.split('\n');
    expect(Math.max(...rows.map((row) => row.length))).to.be.at.most(100);
    const places = [1, 2, 3, 4, 5, 6].map((n) => rows.find((row) => row.includes(`List #${n}`))?.indexOf('┌'));
    expect(places).to.deep.equal([9, 24, 39, 54, 69, 84]);
  });

  it('gives the place of a call that is over to another where there are more than fit', () => {
    const calls = [1, 2, 3, 4, 5, 6, 7].flatMap((n) => unary(n, `List ${n}`));
    const rows = diagramOf(journal([[0, 'Status 9', open], ...calls])).split('\n');
    const [first, ...others] = rows.filter((row) => row.includes('┌'));
    expect(first?.indexOf('┌')).to.equal(9);
    expect(new Set(others.map((row) => row.indexOf('┌'))).size).to.equal(1);
    expect(rows.slice(2).every((row) => row[9] === '│')).to.equal(true);
  });

  it('puts groups of calls below one another where even that does not suffice', () => {
    const opened = Array.from({ length: 5 }, (_, i) => [i, `Status ${i + 1}`, open] as const);
    expect(diagramOf(journal(opened), { columns: 40 }).split('\n')).to.deep.equal(
      lines(`
Status #1; Status #2:
     ms
      0  ┌ Status #1
      1  │              ┌ Status #2

Status #3; Status #4:
     ms
      2  ┌ Status #3
      3  │              ┌ Status #4

Status #5:
     ms
      4  ┌ Status #5
`),
    );
  });

  it('of nothing is nothing', () => {
    expect(diagramOf([])).to.equal('');
  });

  it("is drawn of a fake's journal as well, live and from its JSON, without its notes", async () => {
    await using fake = await FakeController.start();
    const client = fake.client();
    await client.build({ contextPath: '.' }, { ref: 'r' });
    await client.rpc.list();
    const live = diagramOf(fake.journal.entries);
    expect(live)
      .to.match(/┌ Build #\d+$/m)
      .and.match(/├◀── \{ refs: \[ 'r' \] \}/);
    expect(live).to.not.match(/NaN|undefined/);
    const lines = fake.journal.toJsonLines().trimEnd().split('\n');
    // A 64-bit zero is a text there, and no default.
    const fromJson = diagramOf(lines.map((line) => JSON.parse(line) as WrittenEntry));
    expect(fromJson.replace(/, shmSize: '0' \}…$/m, ' } }')).to.equal(live);
  });
});
