import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { logClipping } from '../../../src/scenarios/catalogue/entries/log-clipping.js';
import { checkEntry } from './check-entry.js';

async function logged(client: ControllerClient) {
  const { statuses, response } = await client.build({ contextPath: '.' }, { ref: 'r' });
  const log = Buffer.concat(statuses.flatMap(({ logs }) => logs.map(({ message }) => message))).toString();
  return { log, result: response.exporterResponse['digest'] };
}

checkEntry(logClipping, {
  naive: {
    it: 'looks for a result in the last line of the log, and finds none',
    test: async ({ client }) => {
      const { log } = await logged(client);
      expect(log.trimEnd().split('\n').at(-1)).to.equal('[output clipped, log limit 200KiB/s reached]');
      expect(log).not.to.contain('digest: ');
    },
  },
  careful: {
    it: 'takes the result from the reply, and tells that the log was cut',
    test: async ({ client }) => {
      const { log, result } = await logged(client);
      expect(result).to.equal('1234');
      expect(log).to.match(/^\[output clipped, log limit .+ reached\]$/m);
    },
  },
});
