import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import type { Init, InvokeConfig } from '../../../src/protocol/messages.js';
import { unnoticedExit } from '../../../src/scenarios/catalogue/entries/unnoticed-exit.js';
import { built, ending, sees, settled, type, type Invoke } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

/** An Invoke that its client gives a minute. */
function invokeForAMinute(client: ControllerClient, config: Init<InvokeConfig>): Invoke {
  const call = client.rpc.invoke({ deadlineMs: 60_000 });
  void call.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: config });
  return call;
}

checkEntry(unnoticedExit, {
  naive: {
    it: 'waits for an end that does not come',
    test: async ({ client }) => {
      await built(client, 'r');
      expect(await ending(invokeForAMinute(client, { entrypoint: ['make'] }))).to.match(/^DEADLINE_EXCEEDED/);
    },
  },
  careful: {
    it: 'asks for a TTY, or types when all is said',
    test: async ({ client }) => {
      await built(client, 'r');
      const onTerminal = invokeForAMinute(client, { entrypoint: ['make'], tty: true });
      expect(await ending(onTerminal)).to.equal('UNKNOWN: exit code: 3');
      const call = invokeForAMinute(client, { entrypoint: ['make'] });
      await sees(call, 'made');
      await settled(client);
      void type(call, '\n');
      expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
    },
  },
});
