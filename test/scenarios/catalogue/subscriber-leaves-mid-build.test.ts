import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { subscriberLeavesMidBuild } from '../../../src/scenarios/catalogue/entries/subscriber-leaves-mid-build.js';
import { answer, ending } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

/** A build whose only Status was cancelled at its first log. */
async function withoutDisplay(client: ControllerClient) {
  const display = client.rpc.status({ ref: 'r' });
  const reply = answer(client.rpc.build({ ref: 'r', options }));
  await display.find(({ logs }) => logs.length > 0);
  display.cancel();
  return { reply };
}

checkEntry(subscriberLeavesMidBuild, {
  naive: {
    it: 'closes its display, and waits for ever for the reply',
    test: async ({ client }) => {
      expect(await (await withoutDisplay(client)).reply).to.match(/stuck: .*nobody reads its progress/);
    },
  },
  careful: {
    it: 'opens another Status, and gets the reply',
    test: async ({ client }) => {
      const { reply } = await withoutDisplay(client);
      const another = client.rpc.status({ ref: 'r' });
      expect(await reply).to.equal('OK');
      expect(await ending(another)).to.equal('OK');
    },
  },
});
