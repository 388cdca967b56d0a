import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { stolenStatusMessage } from '../../../src/scenarios/catalogue/entries/stolen-status-message.js';
import { built, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

/** Names of vertices in each message of a build of that ref, after a Status of `r` was given up; and all that there are. */
async function afterGivingUp(client: ControllerClient, ref: string) {
  const abandoned = client.rpc.status({ ref: 'r' });
  await settled(client);
  abandoned.cancel();
  await settled(client);
  const { statuses } = await client.build(options, { ref });
  const all = await built(client, 'another');
  return [statuses, all].map((messages) => messages.map(({ vertices }) => vertices.map(({ name }) => name))) as [
    string[][],
    string[][],
  ];
}

checkEntry(stolenStatusMessage, {
  naive: {
    it: 'misses the first message of its build',
    test: async ({ client }) => {
      const [messages, all] = await afterGivingUp(client, 'r');
      expect(messages).to.deep.equal(all.slice(1));
    },
  },
  careful: {
    it: 'builds under a new ref, and misses none',
    test: async ({ client }) => {
      const [messages, all] = await afterGivingUp(client, 'new');
      expect(messages).to.deep.equal(all);
    },
  },
});
