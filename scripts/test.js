/**
 * `npm test`: builds everything, types checked, and runs every test. `npm test -- FILE… | -g PATTERN`: makes what
 * changed anew, without a look at types, and runs these. Further arguments are mocha's.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { selectionOf } from './test/selection.js';

const tests = ['test', 'examples']
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => path.join(folder, file)))
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.split(path.sep).join('/'))
  .toSorted();

const selection = selected();
if (selection.everything) {
  await build('npm', 'run', '--silent', 'build');
  await build('npm', 'run', '--silent', 'build:test');
} else {
  await Promise.all([
    build(process.execPath, 'scripts/generate-protocol.js'),
    build(process.execPath, 'scripts/remove-orphans.js', '.build', '.'),
  ]);
  // First what tells best where a source is no TypeScript.
  await build(process.execPath, 'scripts/transpile.js');
  // Tests that load the package find `dist/` as the sources are now.
  await build(process.execPath, 'scripts/bundle.js');
}
process.exit(await exitCode(process.execPath, 'node_modules/mocha/bin/mocha.js', ...selection.args));

function selected() {
  try {
    return selectionOf(process.argv.slice(2), tests);
  } catch (error) {
    console.error(`npm test: ${error.message}`);
    return process.exit(2);
  }
}

/** Ends all if it fails: what was made before is not to be tested. */
async function build(...command) {
  if ((await exitCode(...command)) === 0) return;
  console.error(`npm test: no test was run, since this failed: ${command.slice(1).join(' ')}`);
  process.exit(1);
}

function exitCode(command, ...args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
