import { expect } from 'chai';
import {
  disconnectDuringBuild,
  failedBuildLeavesSession,
} from '../../../../src/scenarios/catalogue/entries/sessions.js';
import { quirkCatalogue } from '../../../../src/index.js';
import { behaves } from '../../../../src/protocol/behaviour.js';
import { isWithin } from '../../../../src/protocol/revision.js';
import { answer, ending, settled } from '../../../fake-controller/calls.js';
import { checkEntry, type Played } from '../check-entry.js';

const options = { contextPath: '.' };

async function making({ client, fake }: Played) {
  const status = client.rpc.status({ ref: 'r' });
  const build = client.rpc.open('Build');
  void build.send({ ref: 'r', options });
  build.halfClose();
  await status.find(({ logs }) => logs.length > 0);
  return { build, status, client, fake };
}

checkEntry(disconnectDuringBuild, {
  naive: {
    it: 'disconnects to cancel, and the push happens',
    test: async (played) => {
      const { build, status, client, fake } = await making(played);
      await client.rpc.disconnect({ ref: 'r' });
      expect((await client.rpc.list()).refs).to.deep.equal([]);
      fake.release('made');
      const session = behaves(fake.revision, 'sessionsAreToldByTheirId') ? 'session ID' : 'key';
      expect(await ending(build)).to.equal(`UNKNOWN: build: unknown ${session} r`);
      expect(await ending(status)).to.equal('OK');
      const logs = status.messages.flatMap((message) => message.logs.map(({ message: text }) => text));
      expect(Buffer.concat(logs).toString()).to.contain('pushed');
    },
  },
  careful: {
    it: 'cancels Build, and disconnects when Status has ended',
    test: async (played) => {
      const { build, status, client, fake } = await making(played);
      build.cancel();
      expect(await ending(status)).to.equal('OK');
      await client.rpc.disconnect({ ref: 'r' });
      fake.release('made');
      await settled(client);
      const last = isWithin(quirkCatalogue['late-status-dropped'], fake.revision) ? undefined : 'context canceled';
      expect(status.messages.at(-1)?.vertices[0]?.error).to.equal(last);
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
});

checkEntry(failedBuildLeavesSession, {
  naive: {
    it: 'forgets what failed, and sessions pile up',
    test: async ({ client }) => {
      for (const ref of ['a', 'b', 'c']) await answer(client.build(options, { ref }));
      expect((await client.rpc.list()).refs).to.have.members(['a', 'b', 'c']);
    },
  },
  careful: {
    it: 'disconnects what failed, too',
    test: async ({ client }) => {
      for (const ref of ['a', 'b', 'c']) {
        expect(await answer(client.build(options, { ref }))).to.match(/exit code: 2$/);
        await client.rpc.disconnect({ ref });
      }
      expect((await client.rpc.list()).refs).to.deep.equal([]);
    },
  },
});
