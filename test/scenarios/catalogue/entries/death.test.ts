import { expect } from 'chai';
import type { ControllerClient } from '../../../../src/client/controller-client.js';
import {
  deathByCancelledStalledBuild,
  deathByMissingOptions,
  deathByMissingResult,
} from '../../../../src/scenarios/catalogue/entries/death.js';
import { answer, built, ending, invoke, settled, sh } from '../../../fake-controller/calls.js';
import { checkEntry } from '../check-entry.js';

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

checkEntry(deathByMissingOptions, {
  naive: {
    it: 'leaves options out, and takes the sessions of others along',
    test: async ({ client }) => {
      await built(client, 'of another');
      expect(await answer(client.rpc.build({ ref: 'r' }))).to.match(/^UNAVAILABLE/);
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
  careful: {
    it: 'always sends options',
    test: async ({ client }) => {
      await built(client, 'of another');
      await client.build({ contextPath: '.' }, { ref: 'r' });
      expect((await client.rpc.list()).refs).to.have.members(['of another', 'r']);
    },
  },
});

checkEntry(deathByMissingResult, {
  naive: {
    it: 'opens a shell after a build that was refused, and takes all sessions along',
    test: async ({ client }) => {
      await answer(client.build({}, { ref: 'r' }));
      expect(await ending(invoke(client, 'r', 'p', sh('true')))).to.match(/^UNAVAILABLE/);
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
  careful: {
    it: 'opens a shell only after a build that succeeded',
    test: async ({ client }) => {
      while ((await answer(client.build(options, { ref: 'r' }))) !== 'OK') continue;
      expect(await ending(invoke(client, 'r', 'p', sh('echo up')))).to.equal('CANCELLED: context canceled');
      expect((await client.rpc.list()).refs).to.deep.equal(['r']);
    },
  },
});
