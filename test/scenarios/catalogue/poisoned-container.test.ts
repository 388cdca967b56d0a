import { expect } from 'chai';
import { poisonedContainer } from '../../../src/scenarios/catalogue/entries/poisoned-container.js';
import { built, ending, invoke, processIds, sees } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(poisonedContainer, {
  naive: {
    it: 'loses a server to a test that fails beside it',
    test: async ({ client }) => {
      await built(client, 'r');
      const served = invoke(client, 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      expect(await ending(invoke(client, 'r', 'test', { entrypoint: ['test'] }))).to.equal('UNKNOWN: exit code: 3');
      expect(await ending(served)).to.equal('UNKNOWN: exit code: 137: exit code: 3');
    },
  },
  careful: {
    it: 'keeps what may fail in a session of its own',
    test: async ({ client }) => {
      await built(client, 'r');
      await built(client, 'tests');
      const served = invoke(client, 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      expect(await ending(invoke(client, 'tests', 'test', { entrypoint: ['test'] }))).to.equal('UNKNOWN: exit code: 3');
      await invoke(client, 'r', 'make', { entrypoint: ['make'] }).status;
      expect(served.ended).to.equal(undefined);
      expect(await processIds(client, 'r')).to.deep.equal(['server']);
    },
  },
});
