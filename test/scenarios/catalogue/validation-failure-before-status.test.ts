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
    it: 'believes the reply, and leaves no Status behind',
    test: async ({ client }) => {
      const reply = await answer(client.rpc.build({ ref: 'r', options }));
      expect(reply).to.contain('repository name must be lowercase');
      const late = client.rpc.status({ ref: 'r' });
      late.cancel();
      expect(await ending(late)).to.match(/^CANCELLED/);
    },
  },
});
