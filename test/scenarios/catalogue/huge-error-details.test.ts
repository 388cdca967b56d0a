import { expect } from 'chai';
import { BuildFailedError } from '../../../src/client/build-failed-error.js';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { detailsOf } from '../../../src/protocol/status-details.js';
import { hugeErrorDetails } from '../../../src/scenarios/catalogue/entries/huge-error-details.js';
import { checkEntry } from './check-entry.js';

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
