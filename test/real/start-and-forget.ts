// Starts a container, tells its ID, and ends on a message without having stopped it.
import { BuildxControllerContainer } from '../../src/conformance/targets/container/index.js';

const container = await new BuildxControllerContainer().start();
process.once('message', () => process.disconnect());
process.send?.(container.getId());
