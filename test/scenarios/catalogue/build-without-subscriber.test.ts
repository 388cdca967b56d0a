import { expect } from 'chai';
import { buildWithoutSubscriber } from '../../../src/scenarios/catalogue/entries/build-without-subscriber.js';
import { answer, ending } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

checkEntry(buildWithoutSubscriber, {
  naive: {
    it: 'waits for ever for the reply',
    test: async ({ client }) => {
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.match(/stuck: .*nobody reads its progress/);
    },
  },
  careful: {
    it: 'reads the progress, and gets the reply',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});
