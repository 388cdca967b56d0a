import { expect } from 'chai';
import { exercises } from '../../torture/exercises/index.js';
import { runRounds } from '../../torture/run-rounds.js';

describe('A slice of the torture', () => {
  for (const exercise of exercises) {
    it(`holds: ${exercise.promise}`, async function () {
      // A round is hundreds of inputs: a second on an idle machine.
      this.timeout('60s');
      const outcome = await runRounds(exercise, { seed: 7, seconds: 60, rounds: 1, nodes: [] });
      expect(outcome.first?.what).to.equal(undefined);
      expect(outcome).to.include({ broken: 0, rounds: 1 });
      expect(outcome.done).to.be.greaterThan(0);
    });
  }
});
