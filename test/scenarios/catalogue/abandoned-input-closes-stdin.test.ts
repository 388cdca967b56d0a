import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { abandonedInputClosesStdin } from '../../../src/scenarios/catalogue/entries/abandoned-input-closes-stdin.js';
import { answer, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

/** A build of that ref, after an Input of `r` was given up. */
async function afterGivingUp(client: ControllerClient, ref: string) {
  const abandoned = client.rpc.input();
  void abandoned.send({ kind: 'init', ref: 'r' });
  await settled(client);
  abandoned.cancel();
  await settled(client);
  return client.build({ contextPath: '-' }, { ref, stdin: 'FROM scratch' });
}

checkEntry(abandonedInputClosesStdin, {
  naive: {
    it: 'builds of nothing',
    test: async ({ client }) => {
      const reply = await answer(afterGivingUp(client, 'r'));
      expect(reply).to.equal('UNKNOWN: failed to solve: failed to read dockerfile: no local sources enabled');
    },
  },
  careful: {
    it: 'builds under a new ref, of all that it sends',
    test: async ({ client }) => {
      expect(await answer(afterGivingUp(client, 'new'))).to.equal('OK');
    },
  },
});
