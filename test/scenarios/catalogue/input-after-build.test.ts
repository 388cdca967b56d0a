import { expect } from 'chai';
import { inputAfterBuild } from '../../../src/scenarios/catalogue/entries/input-after-build.js';
import { built, ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(inputAfterBuild, {
  naive: {
    it: 'writes, and waits in vain for an error',
    test: async ({ client }) => {
      await built(client, 'r');
      const input = client.rpc.input();
      void input.send({ kind: 'init', ref: 'r' });
      void input.send({ kind: 'data', data: Buffer.from('FROM scratch\n') });
      await settled(client);
      expect(input.ended).to.equal(undefined);
      input.halfClose();
      expect(await ending(input)).to.equal('UNKNOWN: io: read/write on closed pipe');
    },
  },
  careful: {
    it: 'sends stdin together with its Build',
    test: async ({ client }) => {
      const { statuses } = await client.build({ contextPath: '-' }, { ref: 'r', stdin: 'FROM scratch\n' });
      expect(statuses).not.to.be.empty;
    },
  },
});
