import { expect } from 'chai';
import { stdinAfterEof } from '../../../src/scenarios/catalogue/entries/stdin-after-eof.js';
import { built, ending, invoke, output, processIds, sees, type } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(stdinAfterEof, {
  naive: {
    it: 'loses its stream, and leaves the process behind',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
      await call.send({ kind: 'file', fd: 0, data: Buffer.from('one\n'), eof: true });
      await sees(call, 'one');
      void type(call, 'two\n');
      expect(await ending(call)).to.equal('UNKNOWN: io: read/write on closed pipe');
      expect(output(call)).to.equal('one\n');
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
    },
  },
  careful: {
    it: 'attaches again to go on',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
      await call.send({ kind: 'file', fd: 0, data: Buffer.from('one\n'), eof: true });
      await sees(call, 'one');
      const again = invoke(client, 'r', 'p');
      void type(again, 'two\n');
      expect(await sees(again, 'two')).to.equal(true);
    },
  },
});
