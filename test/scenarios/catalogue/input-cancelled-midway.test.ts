import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { inputCancelledMidway } from '../../../src/scenarios/catalogue/entries/input-cancelled-midway.js';
import { ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '-' };

/** A build that has read the first half of its stdin. */
async function halfway(client: ControllerClient) {
  const status = client.rpc.status({ ref: 'r' });
  const build = client.rpc.open('Build');
  void build.send({ ref: 'r', options });
  build.halfClose();
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  void input.send({ kind: 'data', data: Buffer.from('FROM alpine\n') });
  await settled(client);
  return { status, build, input };
}

checkEntry(inputCancelledMidway, {
  naive: {
    it: 'cancels the upload, and gets a build of half of it',
    test: async ({ client }) => {
      const { build, input } = await halfway(client);
      input.cancel();
      expect(await ending(build)).to.equal('OK');
      expect(build.messages[0]?.exporterResponse['saw']).to.equal('a part');
    },
  },
  careful: {
    it: 'cancels Build first, and nothing is built',
    test: async ({ client }) => {
      const { status, build, input } = await halfway(client);
      build.cancel();
      await settled(client);
      input.cancel();
      expect(await ending(build)).to.match(/^CANCELLED/);
      expect(await ending(status)).to.equal('OK');
      expect(status.messages).to.deep.equal([]);
    },
  },
});
