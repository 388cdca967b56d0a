/**
 * Builds a directory through a controller, and shows its progress on standard output.
 *
 *     node main.js unix:///path/of.sock CONTEXT          the tree, once the build is over
 *     node main.js unix:///path/of.sock CONTEXT --json   the tree after each message, an object of JSON a line, for an editor
 */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { connect } from '../controller-client/connect.js';
import { disconnect, followBuild } from '../controller-client/follow-build.js';
import { BuildProgress } from './build-progress.js';
import { renderText } from './render-text.js';

const [address = '', context = '.', format] = process.argv.slice(2);
if (address === '') {
  console.error('usage: main.js ADDRESS [CONTEXT [--json]]');
  process.exit(2);
}
const client = connect(address);
const progress = new BuildProgress();
const show = (): void => {
  if (format === '--json') console.log(JSON.stringify(progress.tree()));
};
const build = { ref: randomUUID(), options: { ContextPath: resolve(context) } };
const failure = await followBuild(client, build, (status) => {
  progress.add(status);
  show();
});
progress.end();
if (format === '--json') show();
else process.stdout.write(renderText(progress.tree()));
if (failure !== undefined) console.error(failure.details);
await disconnect(client, build.ref);
client.close();
process.exitCode = failure === undefined ? 0 : 1;
