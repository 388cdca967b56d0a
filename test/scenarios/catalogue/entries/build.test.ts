import { expect } from 'chai';
import {
  buildOngoingAfterBothCancelled,
  buildWithoutSubscriber,
  cancelStorm,
  hugeErrorDetails,
} from '../../../../src/scenarios/catalogue/entries/build.js';
import { answer, built, ending, settled } from '../../../fake-controller/calls.js';
import { checkEntry, type Played } from '../check-entry.js';
import type { ControllerClient } from '../../../../src/client/controller-client.js';
import { BuildFailedError } from '../../../../src/client/build-failed-error.js';
import { detailsOf } from '../../../../src/protocol/status-details.js';

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

checkEntry(buildWithoutSubscriber, {
  naive: {
    it: 'waits for ever for the reply',
    test: async ({ client }) => {
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.match(/stuck: .*nobody reads its progress/);
    },
  },
  careful: {
    it: 'reads the progress, and gets the reply',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});

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

async function failure(client: ControllerClient): Promise<BuildFailedError> {
  const error: unknown = await client.build({ contextPath: '.' }, { ref: 'r' }).catch((reason: unknown) => reason);
  if (error instanceof BuildFailedError) return error;
  throw new Error('the build did not fail');
}

checkEntry(hugeErrorDetails, {
  naive: {
    it: 'prints all that it was given',
    test: async ({ client }) => {
      const error = await failure(client);
      const line = `${error.rpcMessage} ${JSON.stringify(error.details)}`;
      expect(line.length).to.be.above(32_768);
    },
  },
  careful: {
    it: 'shows what it knows',
    test: async ({ client }) => {
      const error = await failure(client);
      expect(detailsOf(error.details, 'github.com/docker/buildx/errdefs.Build+json')).to.have.length.at.most(1);
      expect(error.rpcMessage).to.equal('failed to solve: no space left on device');
    },
  },
});
