import { expect } from 'chai';
import { invokeHalfClosedBeforeInit } from '../../../src/scenarios/catalogue/entries/invoke-half-closed-before-init.js';
import { built, ending, invoke } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(invokeHalfClosedBeforeInit, {
  naive: {
    it: 'never hears of its call again',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = client.rpc.invoke();
      call.halfClose();
      expect(await ending(call)).to.match(/^FAILED_PRECONDITION: stuck: .*half-closed before its Init message/s);
    },
  },
  careful: {
    it: 'sends Init first, and may close behind it',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      call.halfClose();
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
    },
  },
});
