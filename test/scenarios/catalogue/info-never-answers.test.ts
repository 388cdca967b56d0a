import { expect } from 'chai';
import { infoNeverAnswers } from '../../../src/scenarios/catalogue/entries/info-never-answers.js';
import { answer } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(infoNeverAnswers, {
  naive: {
    it: 'still waits after an hour',
    test: async ({ client }) => {
      // Without a deadline it would be for ever.
      expect(await answer(client.rpc.info({}, { deadlineMs: 3_600_000 }))).to.match(/^DEADLINE_EXCEEDED/);
    },
  },
  careful: {
    it: 'gives up after a second',
    test: async ({ client }) => {
      expect(await answer(client.rpc.info({}, { deadlineMs: 1000 }))).to.match(/^DEADLINE_EXCEEDED/);
      // It can still do what needs no Info.
      expect(await answer(client.rpc.list())).to.equal('OK');
    },
  },
});
