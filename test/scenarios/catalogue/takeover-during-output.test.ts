import { expect } from 'chai';
import { takeoverDuringOutput } from '../../../src/scenarios/catalogue/entries/takeover-during-output.js';
import { built, ending, ends, invoke, processIds, sees } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(takeoverDuringOutput, {
  naive: {
    it: 'takes it for a good end while the process runs',
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(call, 'one');
      const other = invoke(connect(), 'r', 'p');
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(ends(call)).to.have.members([1, 2]);
      // What it did not see.
      expect(await sees(other, 'two')).to.equal(true);
    },
  },
  careful: {
    it: 'finds the process still listed, and takes it back',
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(call, 'one');
      const other = invoke(connect(), 'r', 'p');
      await call.status;
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
      invoke(client, 'r', 'p');
      expect(await ending(other)).to.equal('CANCELLED: context canceled');
    },
  },
});
