import { expect } from 'chai';
import type { InvokeMessage } from '../../../src/protocol/messages.js';
import { genericClient } from '../../transport/generic-client.js';
import { errorStatusOvertakesData } from '../../../src/scenarios/catalogue/entries/error-status-overtakes-data.js';
import { built, ending, invoke, output } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(errorStatusOvertakesData, {
  naive: {
    it: 'reads slowly, and misses the reason',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const call = genericClient(fake.channel)['Invoke']();
      const over = new Promise((resolve) => {
        call.on('end', resolve);
      });
      call.on('error', () => undefined);
      call.write({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: { entrypoint: ['make'] } });
      let text = '';
      call.on('data', (message: InvokeMessage) => {
        if (message.kind === 'file') text += Buffer.from(message.data).toString();
        call.pause();
        setImmediate(() => call.resume());
      });
      await over;
      expect(text)
        .to.match(/^1\n2\n/)
        .and.not.to.contain('error: no rule');
    },
  },
  careful: {
    it: 'reads eagerly, and sees it',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      expect(await ending(call)).to.equal('UNKNOWN: exit code: 2');
      expect(output(call)).to.match(/error: no rule\n$/);
    },
  },
});
