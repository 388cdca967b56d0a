import { expect } from 'chai';
import { statusCodes } from '../../../src/protocol/status-code.js';
import { okEndHangsAttachIo } from '../../../src/scenarios/catalogue/entries/ok-end-hangs-attach-io.js';
import { built, ending, invoke, output, settled, type Invoke } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

/** As buildx' client waits: an end without an error is none. */
async function untilError(call: Invoke): Promise<void> {
  const { code } = await call.status;
  if (code === statusCodes.OK) await new Promise<never>(() => undefined);
}

checkEntry(okEndHangsAttachIo, {
  naive: {
    it: 'stays attached to nothing',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      let left = false;
      void untilError(call).then(() => {
        left = true;
      });
      expect(await ending(call)).to.equal('OK');
      await settled(client);
      expect(left).to.equal(false);
    },
  },
  careful: {
    it: 'takes the end for the end',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      expect(await ending(call)).to.equal('OK');
      expect(output(call)).to.equal('made\n');
    },
  },
});
