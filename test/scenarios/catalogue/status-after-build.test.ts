import { expect } from 'chai';
import { statusAfterBuild } from '../../../src/scenarios/catalogue/entries/status-after-build.js';
import { answer, ending } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const request = { ref: 'r', options: { contextPath: '.' } };

checkEntry(statusAfterBuild, {
  naive: {
    it: 'waits for the progress of a build that is over',
    test: async ({ client }) => {
      // Somebody else read the progress.
      await client.build(request.options, { ref: request.ref });
      expect(await ending(client.rpc.status({ ref: 'r' }))).to.match(
        /^FAILED_PRECONDITION: stuck: .*the build of "r" is over/,
      );
    },
  },
  careful: {
    it: 'opens Status first, and sees all of it',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = answer(client.rpc.build(request));
      expect(await ending(status)).to.equal('OK');
      expect(await reply).to.equal('OK');
      expect(status.messages).not.to.be.empty;
    },
  },
});
