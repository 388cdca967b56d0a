import { expect } from 'chai';
import { disconnectProcessAnswersInternal } from '../../../src/scenarios/catalogue/entries/disconnect-process-answers-internal.js';
import { answer, built, invoke, processIds, sees } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(disconnectProcessAnswersInternal, {
  naive: {
    it: 'tries again, and fails again',
    test: async ({ client }) => {
      await built(client, 'r');
      await sees(invoke(client, 'r', 'p', { entrypoint: ['serve'] }), 'up');
      const ends = async (): Promise<string> => answer(client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }));
      expect(await ends()).to.match(/^INTERNAL: grpc: error while marshaling/);
      expect(await ends()).to.equal('UNKNOWN: unknown process "p"');
    },
  },
  careful: {
    it: 'looks whether the process is gone',
    test: async ({ client }) => {
      await built(client, 'r');
      await sees(invoke(client, 'r', 'p', { entrypoint: ['serve'] }), 'up');
      await client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }).catch(() => undefined);
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
});
