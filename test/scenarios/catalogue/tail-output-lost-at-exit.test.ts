import { expect } from 'chai';
import { tailOutputLostAtExit } from '../../../src/scenarios/catalogue/entries/tail-output-lost-at-exit.js';
import { built, invoke, output } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(tailOutputLostAtExit, {
  naive: {
    it: 'sees nothing but good checks',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['check'] });
      await call.status;
      expect(output(call)).to.equal('ok: a\n');
    },
  },
  careful: {
    it: 'misses the mark at the end, and asks again',
    test: async ({ client }) => {
      await built(client, 'r');
      let shown = '';
      for (let run = 1; run <= 3 && !shown.endsWith('-- end\n'); run++) {
        const call = invoke(client, 'r', `p${run}`, { entrypoint: ['check'] });
        await call.status;
        shown = output(call);
      }
      expect(shown).to.contain('FAILED: b');
    },
  },
});
