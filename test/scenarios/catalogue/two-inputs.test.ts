import { expect } from 'chai';
import { twoInputs } from '../../../src/scenarios/catalogue/entries/two-inputs.js';
import { ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(twoInputs, {
  naive: {
    it: 'sends the rest when its stdin is closed, and builds a part',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = client.rpc.build({ ref: 'r', options: { contextPath: '-' } });
      const [first, second] = [client.rpc.input(), client.rpc.input()];
      for (const input of [first, second]) void input.send({ kind: 'init', ref: 'r' });
      void first.send({ kind: 'data', data: Buffer.from('FROM alpine\n'), eof: true });
      await settled(client);
      void second.send({ kind: 'data', data: Buffer.from('RUN make\n'), eof: true });
      second.halfClose();
      expect((await reply).exporterResponse['saw']).to.equal('a part');
      expect(await ending(second)).to.equal('UNKNOWN: io: read/write on closed pipe');
      expect(await ending(status)).to.equal('OK');
    },
  },
  careful: {
    it: 'sends all over one Input',
    test: async ({ client }) => {
      const { response } = await client.build({ contextPath: '-' }, { ref: 'r', stdin: 'FROM alpine\nRUN make\n' });
      expect(response.exporterResponse['saw']).to.equal('all');
    },
  },
});
