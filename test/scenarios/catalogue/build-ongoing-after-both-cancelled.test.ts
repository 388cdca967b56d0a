import { expect } from 'chai';
import { buildOngoingAfterBothCancelled } from '../../../src/scenarios/catalogue/entries/build-ongoing-after-both-cancelled.js';
import { answer, built, ending, settled } from '../../fake-controller/calls.js';
import { checkEntry, type Played } from './check-entry.js';

const options = { contextPath: '.' };

async function making({ client, fake }: Played) {
  const status = client.rpc.status({ ref: 'r' });
  const build = client.rpc.open('Build');
  void build.send({ ref: 'r', options });
  build.halfClose();
  await status.find(({ logs }) => logs.length > 0);
  return { build, status, client, fake };
}

checkEntry(buildOngoingAfterBothCancelled, {
  naive: {
    it: 'cancels all while the step writes, and cannot build again',
    test: async (played) => {
      const { client, fake } = played;
      await fake.clock.hold(async () => {
        const { build, status } = await making(played);
        status.cancel();
        await settled(client);
        // The first log is lost to the Status that has gone, and for the next nobody is there.
        for (let log = 0; log < 2; log++) await fake.clock.advance('3s');
        build.cancel();
        await settled(client);
      });
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.equal('UNKNOWN: build ongoing');
    },
  },
  careful: {
    it: 'cancels Build, reads Status to its end, and builds again',
    test: async (played) => {
      const { client, fake } = played;
      await fake.clock.hold(async () => {
        const { build, status } = await making(played);
        build.cancel();
        expect(await ending(status)).to.equal('OK');
      });
      expect(await built(client, 'r')).not.to.be.empty;
    },
  },
});
