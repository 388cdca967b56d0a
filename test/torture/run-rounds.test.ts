import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Exercise, Running } from '../../torture/exercise.js';
import { holds } from '../../torture/holds.js';
import { breakagesOf } from '../../torture/report/breakages.js';
import { toTable } from '../../torture/report/table.js';
import { runRounds } from '../../torture/run-rounds.js';

const effort = { seed: 7, seconds: 60, rounds: 3, nodes: [] };

function exerciseOf(running: Partial<Running>, rest: Partial<Exercise> = {}): Exercise {
  const whole: Running = { round: async () => ({ done: 2 }), close: async () => {}, ...running };
  return { name: 'stub', promise: 'It holds.', unit: 'things', share: 1, open: async () => whole, ...rest };
}

describe('An exercise', () => {
  it('counts what was done in all rounds, each of which has a seed of its own', async () => {
    const seeds: number[] = [];
    const round: Running['round'] = async (seed) => ({ done: seeds.push(seed) });
    const outcome = await runRounds(exerciseOf({ round }), effort);
    expect(seeds).to.deep.equal([7, 8, 9]);
    expect(outcome).to.deep.include({ done: 6, rounds: 3, broken: 0 });
    expect(toTable([outcome])).to.match(/stub .* 6 things .* 0 .* It holds\./);
    expect(breakagesOf([outcome], 60)).to.equal('');
  });

  it('tells the seed of the first round that broke, the shortest input, and the command that shows it again', async () => {
    const round: Running['round'] = (seed) =>
      holds(seed, 100, fc.nat({ max: 1000 }), async (n) => {
        if (seed >= 8 && n > 10) throw new Error('too much');
      });
    const outcome = await runRounds(exerciseOf({ round }), effort);
    expect(outcome.broken).to.equal(2);
    expect(breakagesOf([outcome], 60)).to.equal(
      [
        'stub broke 2 times, first with the seed 8:',
        '  too much',
        '    input: 11',
        '  again: npm run torture -- --only stub --seed 8 --rounds 1',
        '',
      ].join('\n'),
    );
  });

  it('breaks when a round rejects, and when something is left at the end', async () => {
    const fails = async (): Promise<never> => {
      throw new Error('it broke');
    };
    const round = await runRounds(exerciseOf({ round: fails }), effort);
    expect(round).to.deep.include({ broken: 3, done: 0 });
    expect(round.first?.what).to.match(/^Error: it broke/);
    const close = await runRounds(exerciseOf({ close: fails }), effort);
    expect(close.broken).to.equal(1);
    expect(close.first?.what).to.match(/^at the end: Error: it broke/);
  });

  it('breaks when its heap grows', async () => {
    const lists: number[][] = [];
    const round: Running['round'] = async () => {
      lists.push(Array.from({ length: 500_000 }, (_, index) => index + lists.length));
      return { done: lists.length };
    };
    const outcome = await runRounds(exerciseOf({ round }, { heapMb: 2 }), effort);
    expect(outcome.first?.what).to.match(/^the heap grew by \d+\.\d MB after the first third, and 2 are allowed$/);
    expect(lists).to.have.length(3);
  });
});
