import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { RpcError } from '../../src/client/rpc-error.js';
import { BuildxControllerContainer } from '../../src/conformance/targets/container/index.js';
import { statusCodes } from '../../src/protocol/status-code.js';
import { realController } from './real-controller.js';

for (const transport of ['bind', 'relay'] as const) {
  describe(`a real controller in a container, reached by ${transport}`, function () {
    this.timeout('60s');
    const real = realController({ transport });

    it('is reached as wanted, and says what it is', () => {
      expect(real.container.transport).to.equal(transport);
      expect(real.container.info.package).to.equal('github.com/docker/buildx');
      expect(real.container.info.version).to.match(/\d+\.\d+\.\d+/);
    });

    it('builds', async () => {
      const run = await real.client.build(real.container.fixtures.builds.succeeds);
      expect(run.response.exporterResponse).to.have.property('buildx.build.ref');
      expect((await real.client.rpc.list()).refs).to.deep.equal([run.ref]);
    });

    it('has forgotten its sessions after a restart, at the same address', async () => {
      await real.container.restart();
      expect((await real.client.rpc.list()).refs).to.deep.equal([]);
    });

    it('is restarted after it died', async () => {
      const death = await real.client.rpc.build({ ref: 'without-options' }).catch((error: unknown) => error);
      expect(death).to.be.instanceOf(RpcError).with.nested.property('status.code', statusCodes.UNAVAILABLE);
      await real.container.restart();
      expect((await real.client.rpc.list()).refs).to.deep.equal([]);
    });

    it('leaves nothing behind when it is stopped', async () => {
      const short = await new BuildxControllerContainer({ transport }).start();
      const path = short.address.replace('unix://', '');
      expect(existsSync(path)).to.equal(true);
      await short.stop();
      expect(existsSync(path)).to.equal(false);
      await short.stop();
    });
  });
}
