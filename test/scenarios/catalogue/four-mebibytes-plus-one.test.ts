import type { ServiceError } from '@grpc/grpc-js';
import { expect } from 'chai';
import { once } from 'node:events';
import { statusCodes } from '../../../src/protocol/status-code.js';
import { genericClient } from '../../transport/generic-client.js';
import { fourMebibytesPlusOne } from '../../../src/scenarios/catalogue/entries/four-mebibytes-plus-one.js';
import { answer, ending } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

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
