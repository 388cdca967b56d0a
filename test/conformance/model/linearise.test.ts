import { expect } from 'chai';
import type { Observation } from '../../../src/conformance/model/answer.js';
import { linearise, type Happening, type Operation } from '../../../src/conformance/model/linearise.js';
import type { ModelState } from '../../../src/conformance/model/state.js';
import { after, attach, build, disconnect, fresh, inspect, list, listProcesses, start } from './commands.js';

const ok: Observation = { kind: 'ended', code: 'OK', message: '' };
const options = (of: 'none' | 'succeeds'): Observation => ({ kind: 'options', of: [of] });
const listed = (...sessions: readonly number[]): Observation => ({ kind: 'sessions', sessions });

function operation(
  [begun, answered]: readonly [number, number],
  happenings: Happening | readonly Happening[],
  seen: Observation,
): Operation {
  const instants = [happenings].flat().map((happening) => ({ happening }));
  return { what: '', client: 0, begun, answered, seen, instants };
}

const command = (one: Extract<Happening, { kind: 'command' }>['command']): Happening => ({
  kind: 'command',
  command: one,
});
const builds = (id: number): readonly Happening[] => [
  { kind: 'build-begins', build: { id, client: 0, session: 0, fixture: 'succeeds' } },
  { kind: 'build-ends', id },
];

function order(operations: readonly Operation[], ends: Record<number, Observation> = {}, state: ModelState = fresh) {
  return linearise({ state, operations, ends: new Map(Object.entries(ends).map(([id, end]) => [Number(id), end])) });
}

describe('The search for an order', () => {
  const built = after([build()]).state;

  it('puts what overlaps in the order that explains it', () => {
    const operations = [operation([1, 4], command(list), listed()), operation([2, 3], command(disconnect()), ok)];
    expect(order(operations, {}, built)).to.deep.equal([1, 0]);
  });

  it('never puts an operation before one that was answered before it began', () => {
    const operations = [operation([1, 2], command(disconnect()), ok), operation([3, 4], command(list), listed(0))];
    expect(order(operations, {}, built)).to.equal(undefined);
  });

  it('lets others act between the beginning and the end of a build', () => {
    const operations = [operation([1, 6], builds(1), ok), operation([2, 3], command(inspect), options('none'))];
    expect(order(operations, { 1: ok })).to.deep.equal([0, 1, 0]);
  });

  it('lets one of two Builds in, or one after the other', () => {
    const together = [operation([1, 4], builds(1), ok), operation([2, 3], builds(3), ok)];
    const refused: Observation = { kind: 'ended', code: 'UNKNOWN', message: 'build ongoing' };
    expect(order(together, { 1: ok, 3: ok })).to.deep.equal([0, 0, 1, 1]);
    expect(order(together, { 1: ok, 3: refused })).to.deep.equal([0, 1, 0, 1]);
    expect(order(together, { 1: refused, 3: refused })).to.equal(undefined);
  });

  it('does not explain two Builds that both were let in and have not ended', () => {
    const begins = (id: number): Happening => ({
      kind: 'build-begins',
      build: { id, client: 0, session: 0, fixture: 'readsStdin' },
    });
    const seen: Observation = { kind: 'nothing' };
    expect(order([operation([1, Infinity], begins(1), seen)])).to.deep.equal([0]);
    expect(order([operation([1, Infinity], begins(1), seen), operation([2, Infinity], begins(3), seen)])).to.equal(
      undefined,
    );
  });

  it('holds the streams, too, against their ends', () => {
    const running = { ...after([build(), start(4)]).state, racing: true };
    const taken = [operation([1, 2], command(attach(6)), { kind: 'served' })];
    const cancelled: Observation = { kind: 'ended', code: 'CANCELLED', message: 'context canceled' };
    expect(order(taken, { 4: cancelled }, running)).to.deep.equal([0]);
    expect(order(taken, {}, running), 'the first stream is open').to.equal(undefined);
    expect(order(taken, { 4: cancelled, 6: cancelled }, running), 'the second is over').to.equal(undefined);
  });

  it('does not find a process listed that has told its exit', () => {
    const racing = { ...built, racing: true };
    const exits = start(4, 1, { program: 'exits', code: 7 });
    const exited: Observation = { kind: 'ended', code: 'UNKNOWN', message: 'exit code: 7' };
    const exit: Happening = { kind: 'exits', exit: { session: 0, process: 1, by: 4, code: 7 } };
    const seen = (processes: readonly number[]): Observation => ({ kind: 'processes', processes });
    const ran = operation([1, 4], [command(exits), exit], { kind: 'nothing' });
    expect(order([ran, operation([2, 3], command(listProcesses), seen([1]))], { 4: exited }, racing)).to.deep.equal([
      0, 1, 0,
    ]);
    expect(order([ran, operation([5, 6], command(listProcesses), seen([1]))], { 4: exited }, racing)).to.equal(
      undefined,
    );
  });
});
