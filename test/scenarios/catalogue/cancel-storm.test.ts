import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { cancelStorm } from '../../../src/scenarios/catalogue/entries/cancel-storm.js';
import { answer, built, ending, settled } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

/** The calls of a build that has begun to show its progress. */
async function begun(client: ControllerClient, ref: string) {
  const status = client.rpc.status({ ref });
  const build = client.rpc.open('Build');
  void build.send({ ref, options: { contextPath: '.' } });
  build.halfClose();
  await status.find(({ logs }) => logs.length > 0);
  return { status, build };
}

const refs = Array.from({ length: 20 }, (_, number) => `r${number}`);

checkEntry(cancelStorm, {
  naive: {
    it: 'lets go of Status first, and finds every ref taken',
    test: async ({ client }) => {
      const answers: string[] = [];
      for (const ref of refs) {
        const { status, build } = await begun(client, ref);
        status.cancel();
        // Ten seconds, in which the build comes to stand still.
        await client.rpc.status({ ref: 'elsewhere' }, { deadlineMs: 10_000 }).status;
        build.cancel();
        await settled(client);
        answers.push(await answer(client.rpc.build({ ref, options: { contextPath: '.' } })));
      }
      expect(answers).to.deep.equal(refs.map(() => 'UNKNOWN: build ongoing'));
    },
  },
  careful: {
    it: 'reads Status to its end, and can build every ref again',
    test: async ({ client }) => {
      for (const ref of refs) {
        const { status, build } = await begun(client, ref);
        build.cancel();
        expect(await ending(status)).to.equal('OK');
        expect(await answer(built(client, ref))).to.equal('OK');
      }
    },
  },
});
