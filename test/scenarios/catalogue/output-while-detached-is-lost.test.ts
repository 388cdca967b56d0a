import { expect } from 'chai';
import { outputWhileDetachedIsLost } from '../../../src/scenarios/catalogue/entries/output-while-detached-is-lost.js';
import { built, invoke, output, sees, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(outputWhileDetachedIsLost, {
  naive: {
    it: 'has a gap in its output',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(first, 'one');
      first.cancel();
      await settled(client);
      fake.release('reconnecting');
      await settled(client);
      const second = invoke(client, 'r', 'p');
      await sees(second, 'three');
      expect(output(first) + output(second)).to.equal('one\nthree\n');
    },
  },
  careful: {
    it: 'attaches before it lets go, and misses nothing',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(first, 'one');
      const second = invoke(client, 'r', 'p');
      await first.status;
      fake.release('reconnecting');
      await sees(second, 'three');
      expect(output(first) + output(second)).to.equal('one\ntwo\nthree\n');
    },
  },
});
