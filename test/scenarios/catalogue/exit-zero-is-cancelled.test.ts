import { expect } from 'chai';
import { statusCodes } from '../../../src/protocol/status-code.js';
import { exitZeroIsCancelled } from '../../../src/scenarios/catalogue/entries/exit-zero-is-cancelled.js';
import { built, invoke, processIds } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(exitZeroIsCancelled, {
  naive: {
    it: 'reports a good run as failed',
    test: async ({ client }) => {
      await built(client, 'r');
      const { code } = await invoke(client, 'r', 'p', { entrypoint: ['make'] }).status;
      const failed = code !== statusCodes.OK;
      expect(failed).to.equal(true);
    },
  },
  careful: {
    it: 'knows the good end by its name',
    test: async ({ client }) => {
      await built(client, 'r');
      const { code, message } = await invoke(client, 'r', 'p', { entrypoint: ['make'] }).status;
      const gone = !(await processIds(client, 'r')).includes('p');
      const good = code === statusCodes.CANCELLED && message === 'context canceled' && gone;
      expect(good).to.equal(true);
    },
  },
});
