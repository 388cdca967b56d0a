import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { rebuildOverRunningProcesses } from '../../../src/scenarios/catalogue/entries/rebuild-over-running-processes.js';
import { built, ending, invoke, processIds, sees, sh, type } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

/** A process that runs, and one that succeeded. */
async function running(client: ControllerClient) {
  await built(client, 'r');
  const shell = invoke(client, 'r', 'shell', { entrypoint: ['/bin/sh'], tty: true });
  await sees(shell, '#');
  const good = invoke(client, 'r', 'good', sh('echo done'));
  await good.status;
  return { shell, good };
}

checkEntry(rebuildOverRunningProcesses, {
  naive: {
    it: 'takes the death of its shell for success',
    test: async ({ client }) => {
      const { shell, good } = await running(client);
      await built(client, 'r');
      expect(await ending(shell)).to.equal(await ending(good));
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
  careful: {
    it: 'builds under a new ref, and its shell lives',
    test: async ({ client }) => {
      const { shell } = await running(client);
      await built(client, 'new');
      expect(await processIds(client, 'r')).to.deep.equal(['shell']);
      void type(shell, 'exit\n');
      expect(await ending(shell)).to.equal('CANCELLED: context canceled');
    },
  },
});
