import { expect } from 'chai';
import { deathByMissingOptions } from '../../../src/scenarios/catalogue/entries/death-by-missing-options.js';
import { answer, built } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(deathByMissingOptions, {
  naive: {
    it: 'leaves options out, and takes the sessions of others along',
    test: async ({ client }) => {
      await built(client, 'of another');
      expect(await answer(client.rpc.build({ ref: 'r' }))).to.match(/^UNAVAILABLE/);
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
  careful: {
    it: 'always sends options',
    test: async ({ client }) => {
      await built(client, 'of another');
      await client.build({ contextPath: '.' }, { ref: 'r' });
      expect((await client.rpc.list()).refs).to.have.members(['of another', 'r']);
    },
  },
});
