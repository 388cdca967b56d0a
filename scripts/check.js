/**
 * `npm run check`: the scripts of package.json that a change is held to, side by side. Each prints in one piece, when it
 * has ended; the others run on after one that fails, and the last lines name what failed.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { runSteps } from './check/run-steps.js';

// The slowest first: so no core has nothing to do at the end.
const steps = [
  { name: 'build' },
  { name: 'check:format' },
  { name: 'check:typescript', needs: 'build' },
  { name: 'check:package', needs: 'build' },
  { name: 'check:lint', needs: 'build' },
  { name: 'check:api', needs: 'build' },
  { name: 'check:types', needs: 'build' },
  { name: 'check:dead', needs: 'build' },
];

const failed = await runSteps(steps, { atOnce: availableParallelism(), run: npmRun, print: console.log });
if (failed.length > 0) process.exitCode = 1;

function npmRun(name) {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn('npm', ['run', '--silent', name], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...colours },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
