import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { deathByCancelledStalledBuild } from '../../../src/scenarios/catalogue/entries/death-by-cancelled-stalled-build.js';
import { ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '.' };

function building(client: ControllerClient) {
  const build = client.rpc.open('Build');
  void build.send({ ref: 'r', options });
  build.halfClose();
  return build;
}

checkEntry(deathByCancelledStalledBuild, {
  naive: {
    it: 'cancels a build that nobody watched, and takes all sessions along',
    test: async ({ client, connect }) => {
      const neighbour = connect().rpc.status({ ref: 'of another' });
      const build = building(client);
      await settled(client);
      build.cancel();
      expect(await ending(neighbour)).to.match(/^UNAVAILABLE/);
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
  careful: {
    it: 'reads Status, and the server lives',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const build = building(client);
      await status.find(({ logs }) => logs.length > 0);
      build.cancel();
      expect(await ending(status)).to.equal('OK');
      expect((await client.rpc.list()).refs).to.deep.equal(['r']);
    },
  },
});
