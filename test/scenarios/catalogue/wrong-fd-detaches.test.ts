import { expect } from 'chai';
import { wrongFdDetaches } from '../../../src/scenarios/catalogue/entries/wrong-fd-detaches.js';
import { built, ending, invoke, output, processIds, sees } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(wrongFdDetaches, {
  naive: {
    it: 'loses sight of a process that runs on',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['serve'] });
      await sees(call, 'up');
      void call.send({ kind: 'file', fd: 1, data: Buffer.from('echo') });
      expect(await ending(call)).to.equal('UNKNOWN: unexpected fd: 1');
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
      expect(output(call)).to.equal('up\n');
    },
  },
  careful: {
    it: 'finds it in the list, and attaches again',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['serve'] });
      await sees(call, 'up');
      void call.send({ kind: 'file', fd: 1, data: Buffer.from('echo') });
      const { message } = await call.status;
      const exited = message === 'context canceled' || message.startsWith('exit code: ');
      expect(exited).to.equal(false);
      const [left = ''] = await processIds(client, 'r');
      expect(await sees(invoke(client, 'r', left), 'again')).to.equal(true);
    },
  },
});
