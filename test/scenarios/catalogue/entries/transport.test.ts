import { once } from 'node:events';
import type { ServiceError } from '@grpc/grpc-js';
import { expect } from 'chai';
import { statusCodes } from '../../../../src/protocol/status-code.js';
import { genericClient } from '../../../transport/generic-client.js';
import {
  fourMebibytesExactly,
  fourMebibytesPlusOne,
  goawayDuringBuild,
  infoNeverAnswers,
} from '../../../../src/scenarios/catalogue/entries/transport.js';
import { answer, built, ending, settled } from '../../../fake-controller/calls.js';
import { checkEntry } from '../check-entry.js';

checkEntry(fourMebibytesExactly, {
  naive: {
    it: 'takes 4 MB for 4 MiB, and loses its progress',
    test: async ({ fake, client }) => {
      const status = genericClient(fake.createChannel({ maxReceiveMessageLength: 4_000_000 }))['Status']({ ref: 'r' });
      const failure = once(status, 'error');
      status.resume();
      void answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
      const [error] = (await failure) as [ServiceError];
      expect(error.code).to.equal(statusCodes.RESOURCE_EXHAUSTED);
    },
  },
  careful: {
    it: 'takes as much as buildx does',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
      expect(await ending(status)).to.equal('OK');
      expect(await reply).to.equal('OK');
      expect(status.messages).not.to.be.empty;
    },
  },
});

checkEntry(fourMebibytesPlusOne, {
  naive: {
    it: "has gRPC's own limit, and loses its progress",
    test: async ({ fake, client }) => {
      const status = genericClient(fake.channel)['Status']({ ref: 'r' });
      const failure = once(status, 'error');
      status.resume();
      void answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
      const [error] = (await failure) as [ServiceError];
      expect(error.code).to.equal(statusCodes.RESOURCE_EXHAUSTED);
    },
  },
  careful: {
    it: 'takes as much as buildx does',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
      expect(await ending(status)).to.equal('OK');
      expect(await reply).to.equal('OK');
      expect(status.messages).not.to.be.empty;
    },
  },
});

checkEntry(goawayDuringBuild, {
  naive: {
    it: 'builds the same ref again, and finds it taken',
    test: async ({ client }) => {
      expect(await answer(built(client, 'r'))).to.match(/^UNAVAILABLE/);
      await settled(client);
      expect(await answer(built(client, 'r'))).to.equal('UNKNOWN: build ongoing');
    },
  },
  careful: {
    it: 'builds under a fresh ref',
    test: async ({ client }) => {
      expect(await answer(built(client, 'r'))).to.match(/^UNAVAILABLE/);
      expect(await answer(built(client, 'r2'))).to.equal('OK');
      await client.rpc.disconnect({ ref: 'r' });
    },
  },
});

checkEntry(infoNeverAnswers, {
  naive: {
    it: 'still waits after an hour',
    test: async ({ client }) => {
      // Without a deadline it would be for ever.
      expect(await answer(client.rpc.info({}, { deadlineMs: 3_600_000 }))).to.match(/^DEADLINE_EXCEEDED/);
    },
  },
  careful: {
    it: 'gives up after a second',
    test: async ({ client }) => {
      expect(await answer(client.rpc.info({}, { deadlineMs: 1000 }))).to.match(/^DEADLINE_EXCEEDED/);
      // It can still do what needs no Info.
      expect(await answer(client.rpc.list())).to.equal('OK');
    },
  },
});
