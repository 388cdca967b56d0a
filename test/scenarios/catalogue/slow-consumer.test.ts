import { expect } from 'chai';
import { slowConsumer } from '../../../src/scenarios/catalogue/entries/slow-consumer.js';
import { answer, ending } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(slowConsumer, {
  naive: {
    it: 'reads after the answer, which cannot come',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      status.pause();
      const request = { ref: 'r', options: { contextPath: '.' } };
      expect(await answer(client.rpc.build(request, { deadlineMs: 60_000 }))).to.match(/^DEADLINE_EXCEEDED/);
    },
  },
  careful: {
    it: 'reads all the time',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const request = { ref: 'r', options: { contextPath: '.' } };
      expect(await answer(client.rpc.build(request))).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});
