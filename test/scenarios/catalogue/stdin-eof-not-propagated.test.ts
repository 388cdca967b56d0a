import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import type { Init, InvokeConfig } from '../../../src/protocol/messages.js';
import { stdinEofNotPropagated } from '../../../src/scenarios/catalogue/entries/stdin-eof-not-propagated.js';
import { built, ending, output, type, type Invoke } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

/** An Invoke that its client gives a minute. */
function invokeForAMinute(client: ControllerClient, config: Init<InvokeConfig>): Invoke {
  const call = client.rpc.invoke({ deadlineMs: 60_000 });
  void call.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: config });
  return call;
}

checkEntry(stdinEofNotPropagated, {
  naive: {
    it: 'waits for a program that waits for it',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['mail'] });
      void call.send({ kind: 'file', fd: 0, data: Buffer.from('Hello\n'), eof: true });
      expect(await ending(call)).to.match(/^DEADLINE_EXCEEDED/);
      expect(output(call)).to.equal('');
    },
  },
  careful: {
    it: 'ends its input in words',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['mail'] });
      void type(call, 'Hello\n.\n');
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(output(call)).to.equal('sent\n');
    },
  },
});
