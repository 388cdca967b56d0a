import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import type { Init, InvokeConfig } from '../../../src/protocol/messages.js';
import { signalsIgnored } from '../../../src/scenarios/catalogue/entries/signals-ignored.js';
import { answer, built, ending, processIds, sees, type Invoke } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

/** An Invoke that its client gives a minute. */
function invokeForAMinute(client: ControllerClient, config: Init<InvokeConfig>): Invoke {
  const call = client.rpc.invoke({ deadlineMs: 60_000 });
  void call.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: config });
  return call;
}

checkEntry(signalsIgnored, {
  naive: {
    it: 'interrupts in vain',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['serve'] });
      await sees(call, 'up');
      void call.send({ kind: 'signal', name: 'SIGINT' });
      expect(await ending(call)).to.match(/^DEADLINE_EXCEEDED/);
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
    },
  },
  careful: {
    it: 'disconnects the process',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['serve'] });
      await sees(call, 'up');
      await answer(client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }));
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
});
