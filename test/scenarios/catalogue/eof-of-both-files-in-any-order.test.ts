import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { checkDeterminism } from '../../../src/index.js';
import { eofOfBothFilesInAnyOrder } from '../../../src/scenarios/catalogue/entries/eof-of-both-files-in-any-order.js';
import { built, ends, invoke } from '../../fake-controller/calls.js';
import { checkEntry, optionsOf } from './check-entry.js';

async function endsOfMake(client: ControllerClient): Promise<readonly number[]> {
  await built(client, 'r');
  const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
  await call.status;
  return ends(call);
}

/** What a client sees by each of ten seeds. */
async function endsBySeed(): Promise<readonly (readonly number[])[]> {
  const orders: (readonly number[])[] = [];
  for (let seed = 0; seed < 10; seed++) {
    await checkDeterminism(
      async (fake) => {
        orders[seed] = await endsOfMake(fake.client());
      },
      { ...optionsOf(eofOfBothFilesInAnyOrder), races: 'seeded', seed },
    );
  }
  return orders;
}

checkEntry(eofOfBothFilesInAnyOrder, {
  naive: {
    it: 'knows stdout to end first, is right on one day and wrong on the next',
    test: async () => {
      const right = (await endsBySeed()).map(([first]) => first === 1);
      expect(right).to.include(true).and.to.include(false);
    },
  },
  careful: {
    it: 'takes both in either order',
    test: async ({ client }) => {
      expect(await endsOfMake(client)).to.have.members([1, 2]);
      for (const order of await endsBySeed()) expect(order).to.have.members([1, 2]);
    },
  },
});
