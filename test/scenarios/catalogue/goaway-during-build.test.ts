import { expect } from 'chai';
import { goawayDuringBuild } from '../../../src/scenarios/catalogue/entries/goaway-during-build.js';
import { answer, built, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(goawayDuringBuild, {
  naive: {
    it: 'builds the same ref again, and finds it taken',
    test: async ({ client }) => {
      expect(await answer(built(client, 'r'))).to.match(/^UNAVAILABLE/);
      await settled(client);
      expect(await answer(built(client, 'r'))).to.equal('UNKNOWN: build ongoing');
    },
  },
  careful: {
    it: 'builds under a fresh ref',
    test: async ({ client }) => {
      expect(await answer(built(client, 'r'))).to.match(/^UNAVAILABLE/);
      expect(await answer(built(client, 'r2'))).to.equal('OK');
      await client.rpc.disconnect({ ref: 'r' });
    },
  },
});
