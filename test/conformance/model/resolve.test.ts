import { expect } from 'chai';
import { defaultFixtures } from '../../../src/conformance/fixtures/default-fixtures.js';
import type { Intent } from '../../../src/conformance/model/intent.js';
import { ending, resolve } from '../../../src/conformance/model/resolve.js';
import type { ModelState } from '../../../src/conformance/model/state.js';
import { after, beginBuild, build, cancel, disconnect, fresh, start } from './commands.js';

const stock = { revision: '0.12', clients: 2, processes: 2, fixtures: defaultFixtures } as const;

function meaning(intent: Intent, state: ModelState, of: Partial<typeof stock> = {}) {
  return resolve(state, intent, { ...stock, ...of }, 40);
}

const type = (stream: number): Intent => ({ kind: 'type', client: 0, stream });
const cancelling = (stream: number): Intent => ({ kind: 'cancel', client: 0, stream });

describe('A command', () => {
  it('counts streams round among those for which it makes sense', () => {
    const { state } = after([build(), start(4), start(6, 1, { program: 'emits' }), start(8, 2)]);
    expect([0, 1, 2].map((nth) => meaning(type(nth), state))).to.deep.equal([
      { kind: 'type', client: 0, stream: 4 },
      { kind: 'type', client: 0, stream: 8 },
      { kind: 'type', client: 0, stream: 4 },
    ]);
  });

  it('is left out where there is nothing for it', () => {
    expect(meaning(type(0), fresh)).to.equal(undefined);
    expect(meaning({ kind: 'inspect', client: 0, session: 0 }, fresh, { revision: '2023-04' as never })).to.equal(
      undefined,
    );
  });

  it('does not start a process where there may be no result: real servers die of it', () => {
    const start = {
      kind: 'start',
      client: 0,
      session: 0,
      process: 0,
      program: 'cat',
      code: 0,
      rollback: false,
    } as const;
    const busy = after([
      build(0),
      build(1),
      beginBuild('takesLong', 0),
      { ...beginBuild('takesLong', 1), id: 20, status: 21 } as never,
    ]).state;
    expect(meaning(start, busy)).to.equal(undefined);
    expect(meaning(start, after([build()]).state)).to.include({ kind: 'start', session: 0 });
  });

  it('does not cancel a build that nobody watches', () => {
    const watched = after([beginBuild('takesLong')]).state;
    expect(meaning(cancelling(0), watched)).to.deep.equal(cancel(10));
    const statuses = Object.values(watched.streams).filter(({ kind }) => kind === 'status');
    expect(statuses).to.have.lengthOf(1);
    expect(meaning(cancelling(1), watched), 'nor its only Status').to.deep.equal(cancel(10));
  });

  it('does not build a ref whose disconnected build may still run', () => {
    const { state } = after([beginBuild('takesLong'), disconnect()]);
    expect(meaning({ kind: 'build', client: 0, session: 0, fixture: 'succeeds' }, state)).to.equal(undefined);
    const over = after([cancel(10)], state).state;
    expect(meaning({ kind: 'build', client: 0, session: 0, fixture: 'succeeds' }, over)).to.include({ kind: 'build' });
  });
});

describe('What nothing on its own stream orders', () => {
  const input = { kind: 'input', client: 0, id: 2, session: 0 } as const;
  const fed = after([beginBuild('readsStdin'), input]).state;
  const sent = after([{ kind: 'send-input', client: 0, stream: 2, after: 'nothing', eof: false }], fed).state;

  it('is no Disconnect while a build reads stdin: its Input may not have found it yet', () => {
    for (const state of [fed, sent]) {
      expect(meaning({ kind: 'disconnect', client: 0, session: 0 }, state)).to.equal(undefined);
    }
  });

  it('is no end of an Input by its client, while the build reads it', () => {
    for (const state of [fed, sent]) {
      for (const nth of [0, 1, 2]) expect(meaning(cancelling(nth), state)).to.not.deep.equal(cancel(2));
    }
  });
});

describe('What a sequence leaves running', () => {
  it('is cancelled, or gets its stdin', () => {
    expect(ending(after([beginBuild('takesLong')]).state, 40)).to.deep.equal(cancel(10));
    let { state } = after([beginBuild('readsStdin')]);
    const kinds: string[] = [];
    for (let id = 40; ; id += 2) {
      const command = ending(state, id);
      if (command === undefined) break;
      kinds.push(command.kind);
      state = after([command], state).state;
    }
    expect(kinds).to.deep.equal(['input', 'send-input', 'send-input', 'send-input']);
    expect(state.streams[10]).to.deep.include({ phase: 'over', ends: [{ code: 'OK' }] });
  });
});
