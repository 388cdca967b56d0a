import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { inputWithoutEof } from '../../../src/scenarios/catalogue/entries/input-without-eof.js';
import { ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

const options = { contextPath: '-' };

const data = Buffer.from('FROM scratch\n');

function uploading(client: ControllerClient) {
  const status = client.rpc.status({ ref: 'r' });
  const build = client.rpc.open('Build');
  void build.send({ ref: 'r', options });
  build.halfClose();
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  return { status, build, input };
}

checkEntry(inputWithoutEof, {
  naive: {
    it: 'sends all bytes but no EOF, and sees nothing',
    test: async ({ client }) => {
      const { status, build, input } = uploading(client);
      void input.send({ kind: 'data', data });
      await settled(client);
      expect([status.messages, build.ended]).to.deep.equal([[], undefined]);
    },
  },
  careful: {
    it: 'sends EOF, and gets the reply',
    test: async ({ client }) => {
      const { status, build, input } = uploading(client);
      void input.send({ kind: 'data', data, eof: true });
      expect(await ending(build)).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});
