import { expect } from 'chai';
import { rollbackKillsNeighbour } from '../../../src/scenarios/catalogue/entries/rollback-kills-neighbour.js';
import { built, ending, invoke, processIds, sees } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(rollbackKillsNeighbour, {
  naive: {
    it: "ends somebody else's process",
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const served = invoke(connect(), 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      await invoke(client, 'r', 'p', { entrypoint: ['make'], rollback: true }).status;
      expect(await ending(served)).to.equal('CANCELLED: context canceled');
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
  careful: {
    it: 'looks who is there first',
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const served = invoke(connect(), 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      const rollback = (await processIds(client, 'r')).length === 0;
      await invoke(client, 'r', 'p', { entrypoint: ['make'], rollback }).status;
      expect(served.ended).to.equal(undefined);
      expect(await processIds(client, 'r')).to.deep.equal(['server']);
    },
  },
});
