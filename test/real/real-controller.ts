import { ControllerClient } from '../../src/client/controller-client.js';
import {
  BuildxControllerContainer,
  type BuildxControllerContainerOptions,
  type StartedBuildxControllerContainer,
} from '../../src/conformance/targets/container/index.js';
import { needsController } from './needs-controller.js';

/** A real controller in a container, and a client of it. */
export interface RealController {
  readonly container: StartedBuildxControllerContainer;
  readonly client: ControllerClient;
}

/** Starts one before the tests of the block in which it is called, and stops it after them; they are skipped without an engine. */
export function realController(options: BuildxControllerContainerOptions = {}): RealController {
  let started: RealController | undefined;
  const given = (): RealController => {
    if (started === undefined) throw new Error('the controller is there inside tests and hooks alone');
    return started;
  };
  before(async function () {
    await needsController(this);
    const container = await new BuildxControllerContainer(options).start();
    started = { container, client: ControllerClient.connect(container.address, { revision: '0.12' }) };
  });
  after(async () => {
    await started?.client.close();
    await started?.container.stop();
  });
  return {
    get container() {
      return given().container;
    },
    get client() {
      return given().client;
    },
  };
}
