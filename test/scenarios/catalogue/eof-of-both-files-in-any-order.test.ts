import { expect } from 'chai';
import { FakeController } from '../../../src/index.js';
import { eofOfBothFilesInAnyOrder } from '../../../src/scenarios/catalogue/entries/eof-of-both-files-in-any-order.js';
import { built, ends, invoke } from '../../fake-controller/calls.js';
import { checkEntry, optionsOf } from './check-entry.js';

/** Of a process that exits, by ten seeds. */
async function ordersOfEnds(): Promise<readonly string[]> {
  const orders: string[] = [];
  for (let seed = 0; seed < 10; seed++) {
    await using fake = await FakeController.start({ ...optionsOf(eofOfBothFilesInAnyOrder), races: 'seeded', seed });
    const client = fake.client();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
    await call.status;
    orders.push(ends(call).join(','));
  }
  return orders;
}

checkEntry(eofOfBothFilesInAnyOrder, {
  naive: {
    it: 'relies on one of two orders',
    test: async () => {
      expect(new Set(await ordersOfEnds())).to.deep.equal(new Set(['1,2', '2,1']));
    },
  },
  careful: {
    it: 'takes both in either order, by whatever seed',
    test: async () => {
      for (const order of await ordersOfEnds()) expect(order.split(',')).to.have.members(['1', '2']);
    },
  },
});
