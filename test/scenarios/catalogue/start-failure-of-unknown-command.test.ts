import { expect } from 'chai';
import { startFailureOfUnknownCommand } from '../../../src/scenarios/catalogue/entries/start-failure-of-unknown-command.js';
import { built, invoke, output } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(startFailureOfUnknownCommand, {
  naive: {
    it: 'blames a program that does not exist',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['nope'], tty: true });
      const { message } = await call.status;
      const reason = message.startsWith('exit code: ') ? 'the program failed' : 'the program did not start';
      expect(reason).to.equal('the program failed');
    },
  },
  careful: {
    it: "knows the runtime's words",
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['nope'], tty: true });
      await call.status;
      expect(output(call)).to.match(/^runc run failed: unable to start container process: /);
    },
  },
});
