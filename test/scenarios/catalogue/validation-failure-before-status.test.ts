import { expect } from 'chai';
import { validationFailureBeforeStatus } from '../../../src/scenarios/catalogue/entries/validation-failure-before-status.js';
import { answer, ending } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '/nope' };

checkEntry(validationFailureBeforeStatus, {
  naive: {
    it: 'takes the end of Status for success, or waits for it in vain',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = answer(client.rpc.build({ ref: 'r', options }));
      expect(await ending(status)).to.equal('OK');
      expect(status.messages).to.deep.equal([]);
      expect(await reply).to.equal('UNKNOWN: unable to prepare context: path "/nope" not found');

      const other = client.rpc.status({ ref: 's' });
      const refused = answer(client.rpc.build({ ref: 's', options: { ...options, builder: 'nope' } }));
      expect(await ending(other)).to.match(/^FAILED_PRECONDITION: stuck: Status#\d+ waits for a Build of "s"/);
      expect(await refused).to.equal('UNKNOWN: no builder "nope" found');
    },
  },
  careful: {
    it: 'opens Status first, believes the reply, and listens no longer',
    test: async ({ client }) => {
      for (const builder of ['', 'nope']) {
        const ref = `r${builder}`;
        const status = client.rpc.status({ ref });
        expect(await answer(client.rpc.build({ ref, options: { ...options, builder } }))).to.match(
          /^UNKNOWN: (no builder|unable to prepare context)/,
        );
        status.cancel();
        expect(await ending(status)).to.match(/^(OK|CANCELLED)/);
        await client.rpc.disconnect({ ref });
      }
    },
  },
});
