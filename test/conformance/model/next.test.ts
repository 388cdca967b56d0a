import { expect } from 'chai';
import { explains } from '../../../src/conformance/model/answer.js';
import { fits } from '../../../src/conformance/model/ending-pattern.js';
import { initialState } from '../../../src/conformance/model/state.js';
import {
  after,
  attach,
  beginBuild,
  build,
  cancel,
  disconnect,
  disconnectProcess,
  inspect,
  list,
  listProcesses,
  start,
} from './commands.js';

const status = { kind: 'status', client: 0, id: 1, session: 0 } as const;
const input = { kind: 'input', client: 0, id: 2, session: 0 } as const;
const send = (eof: boolean) => ({ kind: 'send-input', client: 0, stream: 2, after: 'nothing', eof }) as const;

describe('The model of sessions', () => {
  it('has a session from Build to Disconnect', () => {
    expect(after([build(1), list]).answer).to.deep.equal({ kind: 'sessions', sessions: [1] });
    expect(after([build(1), disconnect(1), list]).answer).to.deep.equal({ kind: 'sessions', sessions: [] });
    expect(after([build(0, 'failsEarly'), list]).answer).to.deep.equal({ kind: 'sessions', sessions: [0] });
  });

  it('refuses a Build of a session that is being built, and changes nothing', () => {
    const begun = after([beginBuild('takesLong')]).state;
    const { state, answer } = after([build()], begun);
    expect(answer).to.deep.equal({ kind: 'ends', with: [{ code: 'UNKNOWN', messages: ['build ongoing'] }] });
    expect(state).to.deep.equal(begun);
  });

  it('keeps the options of the last build that left a result, until the session is gone', () => {
    expect(after([beginBuild('takesLong'), inspect]).answer).to.deep.equal({ kind: 'options', of: ['none'] });
    expect(after([build(), beginBuild('takesLong'), inspect]).answer).to.deep.equal({
      kind: 'options',
      of: ['succeeds'],
    });
    expect(after([build(), disconnect(), beginBuild('takesLong'), inspect]).answer).to.deep.equal({
      kind: 'options',
      of: ['none'],
    });
  });

  it('leaves programs no result after a failure in a step only at revision 2023-04', () => {
    const base = initialState({ revision: '2023-04', sessions: 2 });
    expect(after([build(0, 'failsInStep')]).state.sessions[0]?.result).to.equal('runs');
    expect(after([build(0, 'failsInStep')], base).state.sessions[0]?.result).to.equal('none');
  });

  it('does not say what becomes of a build whose session is disconnected, but that it is over when cancelled', () => {
    const { state } = after([beginBuild('takesLong'), disconnect()]);
    expect(state.streams[10]?.phase).to.equal('unsure');
    expect(after([cancel(10)], state).state.streams[10]?.phase).to.equal('over');
    expect(after([cancel(10)], state).state.streams[11]).to.include({ phase: 'over' });
  });
});

describe('The model of streams', () => {
  it('lets Status wait for a build, and ends it OK with that', () => {
    expect(after([status]).state.streams[1]?.phase).to.equal('waiting');
    const { state } = after([status, build()]);
    expect(state.streams[1]).to.deep.include({ phase: 'over', ends: [{ code: 'OK' }] });
  });

  it('does not say whether Status shows a build that is over, but that it ends with the next', () => {
    expect(after([build(), status]).state.streams[1]?.phase).to.equal('unsure');
    expect(after([build(), status, build()]).state.streams[1]?.phase).to.equal('over');
  });

  it('ends a build that reads stdin when all of it was sent, and says nothing of one that got a part', () => {
    const fed = after([beginBuild('readsStdin'), input, send(false), send(false)]).state;
    expect(fed.streams[10]?.phase).to.equal('live');
    expect(after([send(true)], fed).state.streams[10]).to.deep.include({ phase: 'over', ends: [{ code: 'OK' }] });
    const cut = after([cancel(2)], fed).state.streams[10];
    expect(cut?.phase).to.equal('over');
    expect(fits({ code: 'UNKNOWN', message: 'unterminated heredoc' }, cut?.ends ?? [])).to.equal(true);
    expect(fits({ code: 'OK', message: '' }, cut?.ends ?? [])).to.equal(true);
  });

  it('takes a stream that was cancelled for over, whatever had ended it before', () => {
    const { state } = after([build(), start(4), disconnect(), cancel(4)]);
    const { ends = [] } = state.streams[4] ?? {};
    expect(fits({ code: 'CANCELLED', message: 'Cancelled on client' }, ends)).to.equal(true);
    expect(fits({ code: 'OK', message: '' }, ends)).to.equal(false);
  });
});

describe('The model of processes', () => {
  it('lists a process from its start until it is disconnected, attached or not', () => {
    const processes = (sure: readonly number[]) => ({ kind: 'processes', sure, unsure: [] });
    expect(after([build(), start(4), listProcesses]).answer).to.deep.equal(processes([0]));
    expect(after([build(), start(4), cancel(4), listProcesses]).answer).to.deep.equal(processes([0]));
    expect(after([build(), start(4), disconnectProcess(), listProcesses]).answer).to.deep.equal(processes([]));
  });

  it('ends the stream from which a process is taken over, and no other', () => {
    const { state, answer } = after([build(), start(4), start(6, 1), attach(8)]);
    expect(answer).to.deep.equal({ kind: 'served' });
    expect([4, 6, 8].map((id) => state.streams[id]?.phase)).to.deep.equal(['over', 'live', 'live']);
  });

  it('kills all processes when the session is built again, or disconnected', () => {
    for (const end of [beginBuild('takesLong'), disconnect()]) {
      const { state } = after([build(), start(4), start(6, 1), end]);
      expect([4, 6].map((id) => state.streams[id]?.phase)).to.deep.equal(['over', 'over']);
    }
  });

  it('doubts the neighbours of a process that failed, but not those of a good server', () => {
    const commands = [build(), start(4), start(6, 1, { program: 'exits', code: 7 }), listProcesses];
    expect(after(commands).answer).to.deep.equal({ kind: 'processes', sure: [], unsure: [0] });
    const good = initialState({ revision: '0.12', sessions: 2, manners: 'good' });
    expect(after(commands, good).answer).to.deep.equal({ kind: 'processes', sure: [0], unsure: [] });
  });

  it('accepts the error of Invoke with its prefix and without', () => {
    const { answer } = after([attach(4)]);
    for (const message of [
      'invoke: unknown key <session 0>',
      'failed to initialize IO server: invoke: unknown key <session 0>',
    ]) {
      expect(explains(answer, { kind: 'ended', code: 'UNKNOWN', message })).to.equal(true);
    }
    expect(explains(answer, { kind: 'ended', code: 'UNKNOWN', message: 'invoke: unknown key <session 1>' })).to.equal(
      false,
    );
  });
});
