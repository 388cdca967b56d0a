import { expect } from 'chai';
import type { ControllerClient } from '../../../../src/client/controller-client.js';
import {
  abandonedInputClosesStdin,
  inputAfterBuild,
  inputBeforeRebuild,
  inputCancelledMidway,
  inputWithoutEof,
  twoInputs,
} from '../../../../src/scenarios/catalogue/entries/input.js';
import { behaves } from '../../../../src/protocol/behaviour.js';
import { answer, built, ending, settled } from '../../../fake-controller/calls.js';
import { checkEntry } from '../check-entry.js';

/** A build of that ref, after an Input of `r` was given up. */
async function afterGivingUp(client: ControllerClient, ref: string) {
  const abandoned = client.rpc.input();
  void abandoned.send({ kind: 'init', ref: 'r' });
  await settled(client);
  abandoned.cancel();
  await settled(client);
  return client.build({ contextPath: '-' }, { ref, stdin: 'FROM scratch' });
}

checkEntry(abandonedInputClosesStdin, {
  naive: {
    it: 'builds of nothing',
    test: async ({ client, fake }) => {
      const reply = await answer(afterGivingUp(client, 'r'));
      const wrapped = behaves(fake.revision, 'solveErrorsAreWrapped') ? 'failed to solve: ' : '';
      expect(reply).to.equal(`UNKNOWN: ${wrapped}failed to read dockerfile: no local sources enabled`);
    },
  },
  careful: {
    it: 'builds under a new ref, of all that it sends',
    test: async ({ client }) => {
      expect(await answer(afterGivingUp(client, 'new'))).to.equal('OK');
    },
  },
});

checkEntry(inputAfterBuild, {
  naive: {
    it: 'writes, and waits in vain for an error',
    test: async ({ client }) => {
      await built(client, 'r');
      const input = client.rpc.input();
      void input.send({ kind: 'init', ref: 'r' });
      void input.send({ kind: 'data', data: Buffer.from('FROM scratch\n') });
      await settled(client);
      expect(input.ended).to.equal(undefined);
      input.halfClose();
      expect(await ending(input)).to.equal('UNKNOWN: io: read/write on closed pipe');
    },
  },
  careful: {
    it: 'sends stdin together with its Build',
    test: async ({ client }) => {
      const { statuses } = await client.build({ contextPath: '-' }, { ref: 'r', stdin: 'FROM scratch\n' });
      expect(statuses).not.to.be.empty;
    },
  },
});

const options = { contextPath: '-' };

function upload(client: ControllerClient) {
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  void input.send({ kind: 'data', data: Buffer.from('FROM scratch\n'), eof: true });
  return input;
}

checkEntry(inputBeforeRebuild, {
  naive: {
    it: 'has its stdin go to the last build, and waits for ever',
    test: async ({ client }) => {
      await built(client, 'r');
      const input = upload(client);
      await settled(client);
      const reply = answer(client.rpc.build({ ref: 'r', options }));
      input.halfClose();
      expect(await ending(input)).to.equal('UNKNOWN: io: read/write on closed pipe');
      expect(await reply).to.match(/stuck: .*waits for an Input/);
    },
  },
  careful: {
    it: 'disconnects first, and its Input waits for the build',
    test: async ({ client }) => {
      await built(client, 'r');
      await client.rpc.disconnect({ ref: 'r' });
      const input = upload(client);
      await settled(client);
      const status = client.rpc.status({ ref: 'r' });
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.equal('OK');
      input.halfClose();
      expect(await ending(input)).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});

/** A build that has read the first half of its stdin. */
async function halfway(client: ControllerClient) {
  const status = client.rpc.status({ ref: 'r' });
  const build = client.rpc.open('Build');
  void build.send({ ref: 'r', options });
  build.halfClose();
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  void input.send({ kind: 'data', data: Buffer.from('FROM alpine\n') });
  await settled(client);
  return { status, build, input };
}

checkEntry(inputCancelledMidway, {
  naive: {
    it: 'cancels the upload, and gets a build of half of it',
    test: async ({ client }) => {
      const { build, input } = await halfway(client);
      input.cancel();
      expect(await ending(build)).to.equal('OK');
      expect(build.messages[0]?.exporterResponse['saw']).to.equal('a part');
    },
  },
  careful: {
    it: 'cancels Build first, and nothing is built',
    test: async ({ client }) => {
      const { status, build, input } = await halfway(client);
      build.cancel();
      await settled(client);
      input.cancel();
      expect(await ending(build)).to.match(/^CANCELLED/);
      expect(await ending(status)).to.equal('OK');
      expect(status.messages).to.deep.equal([]);
    },
  },
});

const data = Buffer.from('FROM scratch\n');

function uploading(client: ControllerClient) {
  const status = client.rpc.status({ ref: 'r' });
  const build = client.rpc.open('Build');
  void build.send({ ref: 'r', options });
  build.halfClose();
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  return { status, build, input };
}

checkEntry(inputWithoutEof, {
  naive: {
    it: 'sends all bytes but no EOF, and sees nothing',
    test: async ({ client }) => {
      const { status, build, input } = uploading(client);
      void input.send({ kind: 'data', data });
      await settled(client);
      expect([status.messages, build.ended]).to.deep.equal([[], undefined]);
    },
  },
  careful: {
    it: 'sends EOF, and gets the reply',
    test: async ({ client }) => {
      const { status, build, input } = uploading(client);
      void input.send({ kind: 'data', data, eof: true });
      expect(await ending(build)).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});

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
