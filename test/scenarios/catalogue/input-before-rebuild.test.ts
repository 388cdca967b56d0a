import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { inputBeforeRebuild } from '../../../src/scenarios/catalogue/entries/input-before-rebuild.js';
import { answer, built, ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '-' };

function upload(client: ControllerClient) {
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  void input.send({ kind: 'data', data: Buffer.from('FROM scratch\n'), eof: true });
  return input;
}

checkEntry(inputBeforeRebuild, {
  naive: {
    it: 'has its stdin go to the last build, and waits for ever',
    test: async ({ client }) => {
      await built(client, 'r');
      const input = upload(client);
      await settled(client);
      const reply = answer(client.rpc.build({ ref: 'r', options }));
      input.halfClose();
      expect(await ending(input)).to.equal('UNKNOWN: io: read/write on closed pipe');
      expect(await reply).to.match(/stuck: .*waits for an Input/);
    },
  },
  careful: {
    it: 'disconnects first, and its Input waits for the build',
    test: async ({ client }) => {
      await built(client, 'r');
      await client.rpc.disconnect({ ref: 'r' });
      const input = upload(client);
      await settled(client);
      const status = client.rpc.status({ ref: 'r' });
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.equal('OK');
      input.halfClose();
      expect(await ending(input)).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});
