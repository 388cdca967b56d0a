import { expect } from 'chai';
import { validationFailureBeforeStatus } from '../../../src/scenarios/catalogue/entries/validation-failure-before-status.js';
import { answer, ending } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

checkEntry(validationFailureBeforeStatus, {
  naive: {
    it: 'takes the end of Status for success',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = answer(client.rpc.build({ ref: 'r', options }));
      expect(await ending(status)).to.equal('OK');
      expect(status.messages).to.deep.equal([]);
      expect(await reply).to.contain('repository name must be lowercase');
    },
  },
  careful: {
    it: 'opens Status first, and believes the reply',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.contain('repository name must be lowercase');
      expect(await ending(status)).to.equal('OK');
    },
  },
});
