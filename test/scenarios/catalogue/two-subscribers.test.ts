import { expect } from 'chai';
import type { StatusResponse } from '../../../src/protocol/messages.js';
import { twoSubscribers } from '../../../src/scenarios/catalogue/entries/two-subscribers.js';
import { ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

const log = 'one\ntwo\nthree\nfour\n';

function logOf(messages: readonly StatusResponse[]): string {
  return Buffer.concat(messages.flatMap(({ logs }) => logs.map(({ message }) => message))).toString();
}

checkEntry(twoSubscribers, {
  naive: {
    it: 'sees holes in both of its streams',
    test: async ({ client }) => {
      const logs = ['', ''];
      const streams = logs.map(() => client.rpc.status({ ref: 'r' }));
      await settled(client);
      await client.rpc.build({ ref: 'r', options });
      for (const [i, stream] of streams.entries()) {
        expect(await ending(stream)).to.equal('OK');
        logs[i] = logOf(stream.messages);
      }
      expect(logs).not.to.include(log);
      expect(logs.join('')).to.have.length(log.length);
    },
  },
  careful: {
    it: 'opens one, and hands on what it sees',
    test: async ({ client }) => {
      const display: StatusResponse[] = [];
      const file: StatusResponse[] = [];
      await client.build(options, { ref: 'r', onStatus: (message) => [display, file].map((to) => to.push(message)) });
      expect([logOf(display), logOf(file)]).to.deep.equal([log, log]);
    },
  },
});
