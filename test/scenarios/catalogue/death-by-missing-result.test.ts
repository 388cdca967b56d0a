import { expect } from 'chai';
import { deathByMissingResult } from '../../../src/scenarios/catalogue/entries/death-by-missing-result.js';
import { answer, ending, invoke, sh } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

checkEntry(deathByMissingResult, {
  naive: {
    it: 'opens a shell after a build that failed, and takes all sessions along',
    test: async ({ client }) => {
      await answer(client.build(options, { ref: 'r' }));
      expect(await ending(invoke(client, 'r', 'p', sh('true')))).to.match(/^UNAVAILABLE/);
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
  careful: {
    it: 'opens a shell only after a build that succeeded',
    test: async ({ client }) => {
      while ((await answer(client.build(options, { ref: 'r' }))) !== 'OK') continue;
      expect(await ending(invoke(client, 'r', 'p', sh('echo up')))).to.equal('CANCELLED: context canceled');
      expect((await client.rpc.list()).refs).to.deep.equal(['r']);
    },
  },
});
