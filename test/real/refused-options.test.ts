import { expect } from 'chai';
import { answer } from '../fake-controller/calls.js';
import { isAtOnce, refusedInOrder, refusedOptions } from '../fake-controller/refusals/refused-options.js';
import { realController } from './real-controller.js';

describe('options that the real controller refuses', function () {
  this.timeout('60s');
  const real = realController();

  for (const [index, row] of [...refusedOptions, ...refusedInOrder].entries()) {
    const { options, stdin } = row;
    const upstream = row.says['v0.13'];
    if (upstream === undefined) continue;
    it(`are refused with ${upstream}`, async () => {
      const { version, revision } = real.container.info;
      const says = version.startsWith('v') ? upstream : (row.debian ?? upstream);
      const ref = `refused-${index}`;
      // An agent's socket has to be there.
      const agent = `/sock/controller/shared/buildx.${revision}.sock`;
      const ssh = (options.ssh ?? []).map((entry) => ({ ...entry, paths: [agent] }));
      const status = real.client.rpc.status({ ref });
      const reply = answer(
        real.client.rpc.build({ ref, options: { contextPath: '/fixtures/succeeds', ...options, ssh } }),
      );
      if (stdin !== undefined) {
        const input = real.client.rpc.input();
        await input.send({ kind: 'init', ref });
        await input.send({ kind: 'data', data: Buffer.from(stdin), eof: true });
        input.halfClose();
      }
      expect(await reply).to.equal(`UNKNOWN: ${says}`);
      // What is refused later than at once is seen by every Status that waits.
      if (!isAtOnce(row, 'v0.13')) await status.status;
      expect(status.messages).to.deep.equal([]);
      status.cancel();
      await real.client.rpc.disconnect({ ref });
    });
  }
});
