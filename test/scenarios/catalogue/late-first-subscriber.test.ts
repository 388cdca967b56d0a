import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { lateFirstSubscriber } from '../../../src/scenarios/catalogue/entries/late-first-subscriber.js';
import { answer, built, ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

async function silentBuild(client: ControllerClient) {
  const call = client.rpc.open('Build');
  void call.send({ ref: 'r', options });
  call.halfClose();
  await settled(client);
  return call;
}

checkEntry(lateFirstSubscriber, {
  naive: {
    it: 'takes the silence for death, and is told that the build is ongoing',
    test: async ({ client }) => {
      const call = await silentBuild(client);
      call.cancel();
      await settled(client);
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.equal('UNKNOWN: build ongoing');
    },
  },
  careful: {
    it: 'opens the Status that is missing, and loses nothing',
    test: async ({ client }) => {
      const call = await silentBuild(client);
      const status = client.rpc.status({ ref: 'r' });
      expect(await ending(call)).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
      const all = await built(client, 'another');
      expect(status.messages).to.have.length(all.length);
      expect(status.messages[0]?.vertices).to.deep.equal(all[0]?.vertices);
    },
  },
});
