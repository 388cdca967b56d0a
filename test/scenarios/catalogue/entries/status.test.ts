import { expect } from 'chai';
import type { ControllerClient } from '../../../../src/client/controller-client.js';
import {
  lateFirstSubscriber,
  slowConsumer,
  statusAfterBuild,
  stolenStatusMessage,
  subscriberLeavesMidBuild,
  twoSubscribers,
  validationFailureBeforeStatus,
} from '../../../../src/scenarios/catalogue/entries/status.js';
import { quirkCatalogue } from '../../../../src/index.js';
import { isWithin } from '../../../../src/protocol/revision.js';
import { answer, built, ending, settled } from '../../../fake-controller/calls.js';
import { checkEntry } from '../check-entry.js';
import type { StatusResponse } from '../../../../src/protocol/messages.js';

const options = { contextPath: '.' };

async function silentBuild(client: ControllerClient) {
  const call = client.rpc.open('Build');
  void call.send({ ref: 'r', options });
  call.halfClose();
  await settled(client);
  return call;
}

checkEntry(lateFirstSubscriber, {
  naive: {
    it: 'takes the silence for death, and has the ref taken or the server killed',
    test: async ({ client, fake }) => {
      const call = await silentBuild(client);
      call.cancel();
      await settled(client);
      if (isWithin(quirkCatalogue['dies-of-cancelled-stalled-build'], fake.revision)) {
        expect((await client.rpc.list()).refs).to.deep.equal([]);
        return;
      }
      expect((await client.rpc.list()).refs).to.deep.equal(['r']);
      expect(await answer(client.rpc.build({ ref: 'r', options }))).to.equal('UNKNOWN: build ongoing');
    },
  },
  careful: {
    it: 'opens the Status that is missing, and loses nothing',
    test: async ({ client }) => {
      const call = await silentBuild(client);
      const status = client.rpc.status({ ref: 'r' });
      expect(await ending(call)).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
      const all = await built(client, 'another');
      expect(status.messages).to.have.length(all.length);
      expect(status.messages[0]?.vertices).to.deep.equal(all[0]?.vertices);
    },
  },
});

checkEntry(slowConsumer, {
  naive: {
    it: 'reads after the answer, which cannot come',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      status.pause();
      const request = { ref: 'r', options: { contextPath: '.' } };
      expect(await answer(client.rpc.build(request, { deadlineMs: 60_000 }))).to.match(/^DEADLINE_EXCEEDED/);
    },
  },
  careful: {
    it: 'reads all the time',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const request = { ref: 'r', options: { contextPath: '.' } };
      expect(await answer(client.rpc.build(request))).to.equal('OK');
      expect(await ending(status)).to.equal('OK');
    },
  },
});

const request = { ref: 'r', options: { contextPath: '.' } };

checkEntry(statusAfterBuild, {
  naive: {
    it: 'waits for the progress of a build that is over',
    test: async ({ client }) => {
      // Somebody else read the progress.
      await client.build(request.options, { ref: request.ref });
      expect(await ending(client.rpc.status({ ref: 'r' }))).to.match(
        /^FAILED_PRECONDITION: stuck: .*the build of "r" is over/,
      );
    },
  },
  careful: {
    it: 'opens Status first, and sees all of it',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = answer(client.rpc.build(request));
      expect(await ending(status)).to.equal('OK');
      expect(await reply).to.equal('OK');
      expect(status.messages).not.to.be.empty;
    },
  },
});

/** Names of vertices in each message of a build of that ref, after a Status of `r` was given up; and all that there are. */
async function afterGivingUp(client: ControllerClient, ref: string) {
  const abandoned = client.rpc.status({ ref: 'r' });
  await settled(client);
  abandoned.cancel();
  await settled(client);
  const { statuses } = await client.build(options, { ref });
  const all = await built(client, 'another');
  return [statuses, all].map((messages) => messages.map(({ vertices }) => vertices.map(({ name }) => name))) as [
    string[][],
    string[][],
  ];
}

checkEntry(stolenStatusMessage, {
  naive: {
    it: 'misses the first message of its build',
    test: async ({ client }) => {
      const [messages, all] = await afterGivingUp(client, 'r');
      expect(messages).to.deep.equal(all.slice(1));
    },
  },
  careful: {
    it: 'builds under a new ref, and misses none',
    test: async ({ client }) => {
      const [messages, all] = await afterGivingUp(client, 'new');
      expect(messages).to.deep.equal(all);
    },
  },
});

/** A build whose only Status was cancelled at its first log. */
async function withoutDisplay(client: ControllerClient) {
  const display = client.rpc.status({ ref: 'r' });
  const reply = answer(client.rpc.build({ ref: 'r', options }));
  await display.find(({ logs }) => logs.length > 0);
  display.cancel();
  return { reply };
}

checkEntry(subscriberLeavesMidBuild, {
  naive: {
    it: 'closes its display, and waits for ever for the reply',
    test: async ({ client }) => {
      expect(await (await withoutDisplay(client)).reply).to.match(/stuck: .*nobody reads its progress/);
    },
  },
  careful: {
    it: 'opens another Status, and gets the reply',
    test: async ({ client }) => {
      const { reply } = await withoutDisplay(client);
      const another = client.rpc.status({ ref: 'r' });
      expect(await reply).to.equal('OK');
      expect(await ending(another)).to.equal('OK');
    },
  },
});

const log = 'one\ntwo\nthree\nfour\n';

function logOf(messages: readonly StatusResponse[]): string {
  return Buffer.concat(messages.flatMap(({ logs }) => logs.map(({ message }) => message))).toString();
}

checkEntry(twoSubscribers, {
  naive: {
    it: 'sees holes in both of its streams',
    test: async ({ client }) => {
      const logs = ['', ''];
      const streams = logs.map(() => client.rpc.status({ ref: 'r' }));
      await settled(client);
      await client.rpc.build({ ref: 'r', options });
      for (const [i, stream] of streams.entries()) {
        expect(await ending(stream)).to.equal('OK');
        logs[i] = logOf(stream.messages);
      }
      expect(logs).not.to.include(log);
      expect(logs.join('')).to.have.length(log.length);
    },
  },
  careful: {
    it: 'opens one, and hands on what it sees',
    test: async ({ client }) => {
      const display: StatusResponse[] = [];
      const file: StatusResponse[] = [];
      await client.build(options, { ref: 'r', onStatus: (message) => [display, file].map((to) => to.push(message)) });
      expect([logOf(display), logOf(file)]).to.deep.equal([log, log]);
    },
  },
});

const nowhere = { contextPath: '/nope' };

checkEntry(validationFailureBeforeStatus, {
  naive: {
    it: 'takes the end of Status for success, or waits for it in vain',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = answer(client.rpc.build({ ref: 'r', options: nowhere }));
      expect(await ending(status)).to.equal('OK');
      expect(status.messages).to.deep.equal([]);
      expect(await reply).to.equal('UNKNOWN: unable to prepare context: path "/nope" not found');

      const other = client.rpc.status({ ref: 's' });
      const refused = answer(client.rpc.build({ ref: 's', options: { ...nowhere, builder: 'nope' } }));
      expect(await ending(other)).to.match(/^FAILED_PRECONDITION: stuck: Status#\d+ waits for a Build of "s"/);
      expect(await refused).to.equal('UNKNOWN: no builder "nope" found');
    },
  },
  careful: {
    it: 'opens Status first, believes the reply, and listens no longer',
    test: async ({ client }) => {
      for (const builder of ['', 'nope']) {
        const ref = `r${builder}`;
        const status = client.rpc.status({ ref });
        expect(await answer(client.rpc.build({ ref, options: { ...nowhere, builder } }))).to.match(
          /^UNKNOWN: (no builder|unable to prepare context)/,
        );
        status.cancel();
        expect(await ending(status)).to.match(/^(OK|CANCELLED)/);
        await client.rpc.disconnect({ ref });
      }
    },
  },
});
