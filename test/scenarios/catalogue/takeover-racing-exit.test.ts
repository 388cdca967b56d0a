import { expect } from 'chai';
import { takeoverRacingExit } from '../../../src/scenarios/catalogue/entries/takeover-racing-exit.js';
import { built, ending, invoke, output, sees } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(takeoverRacingExit, {
  naive: {
    it: 'runs the program twice',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['migrate'] });
      await sees(first, 'migrated');
      fake.release('exiting');
      await first.status;
      const second = invoke(client, 'r', 'p', { entrypoint: ['migrate'] });
      await second.status;
      expect(output(second)).to.equal('migrated\n');
    },
  },
  careful: {
    it: 'is told that the process is gone',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['migrate'] });
      await sees(first, 'migrated');
      fake.release('exiting');
      await first.status;
      const second = invoke(client, 'r', 'p');
      expect(await ending(second)).to.match(/no container config is provided$/);
      expect(output(second)).to.equal('');
    },
  },
});
