import { expect } from 'chai';
import { failedBuildLeavesSession } from '../../../src/scenarios/catalogue/entries/failed-build-leaves-session.js';
import { answer } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

checkEntry(failedBuildLeavesSession, {
  naive: {
    it: 'forgets what failed, and sessions pile up',
    test: async ({ client }) => {
      for (const ref of ['a', 'b', 'c']) await answer(client.build(options, { ref }));
      expect((await client.rpc.list()).refs).to.have.members(['a', 'b', 'c']);
    },
  },
  careful: {
    it: 'disconnects what failed, too',
    test: async ({ client }) => {
      for (const ref of ['a', 'b', 'c']) {
        expect(await answer(client.build(options, { ref }))).to.match(/exit code: 2$/);
        await client.rpc.disconnect({ ref });
      }
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
});
