/** Serves the controller until it is interrupted: `node main.js unix:///path/of.sock`. */
import { Controller } from './controller.js';

const [address = 'unix:///tmp/minimal-controller.sock'] = process.argv.slice(2);
const controller = new Controller();
await controller.listen(address);
console.log(`listening on ${address}`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => controller.stop());
