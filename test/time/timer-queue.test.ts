import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { TimerQueue, type Timer } from '../../src/time/timer-queue.js';

type Command =
  | { readonly do: 'add'; readonly at: number; readonly deadline: boolean }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'shift' }
  | { readonly do: 'clear' };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ do: fc.constant('add' as const), at: fc.nat(9), deadline: fc.boolean() }) },
  { weight: 15, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 8, arbitrary: fc.constant({ do: 'shift' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'clear' as const }) },
);

describe('TimerQueue', () => {
  it('behaves as a sorted list, whatever is added, cancelled, taken and cleared', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 250, size: 'max' }), (commands) => {
        const queue = new TimerQueue();
        const all: Timer[] = [];
        let model: Timer[] = [];
        for (const step of commands) {
          switch (step.do) {
            case 'add': {
              const timer = queue.add(step.at, `t${all.length}`, step.deadline, () => {});
              all.push(timer);
              model = [...model, timer].toSorted((a, b) => a.at - b.at);
              break;
            }
            case 'cancel': {
              // Also timers that were cancelled, taken or cleared already.
              const timer = all[step.which % (all.length || 1)];
              timer?.cancel();
              model = model.filter((other) => other !== timer);
              break;
            }
            case 'shift':
              expect(queue.peek()).to.equal(model[0]);
              expect(queue.shift()).to.equal(model.shift());
              break;
            case 'clear':
              queue.clear();
              model = [];
              break;
          }
          const hasWork = model.some(({ deadline }) => !deadline);
          if (queue.size !== model.length || queue.hasWork !== hasWork)
            expect.fail(`after ${step.do}: ${queue.size} of ${model.length}`);
        }
        expect(queue.list().map(({ label }) => label)).to.deep.equal(model.map(({ label }) => label));
      }),
      { numRuns: 40 },
    );
  });

  it('does not fire what was cancelled after it was taken', () => {
    const queue = new TimerQueue();
    const fired: string[] = [];
    for (const label of ['a', 'b']) queue.add(1, label, false, () => fired.push(label));
    const [a, b] = [queue.shift()!, queue.shift()!];
    a.cancel();
    a.fire();
    b.fire();
    expect(fired).to.deep.equal(['b']);
    expect(queue.size).to.equal(0);
  });

  it('lets go of cancelled timers that are far from due', async () => {
    const queue = new TimerQueue();
    const gone = new Set<number>();
    const registry = new FinalizationRegistry<number>((i) => gone.add(i));
    for (let i = 0; i < 1000; i++) {
      const call = { i };
      registry.register(call, i);
      queue.add(1e9 + i, 'deadline', true, () => void call).cancel();
    }
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    for (let turn = 0; turn < 50 && gone.size < 900; turn++) await new Promise(setImmediate);
    expect(gone.size).to.be.at.least(900);
    expect(queue.size).to.equal(0);
  });
});
