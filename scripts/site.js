/**
 * `npm run site`: builds the documentation site into `site/.vitepress/dist`, and checks its links. What builds it has a
 * package.json of its own, in `site/`, and is installed when that has changed. `SITE_BASE=/path/` is where it will stand.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const lock = readFileSync('site/package-lock.json', 'utf8');
const installed = 'site/node_modules/.package-lock-of-site.json';

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  await run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  writeFileSync(installed, lock);
}
await run('npx', '--no-install', 'vitepress', 'build');
await run('npx', '--no-install', 'typedoc', '--logLevel', 'Warn');
await run('node', 'check.js');

/** Runs a program in `site/`, and ends all if it fails. */
async function run(...[program, ...args]) {
  const child = spawn(program, args, { cwd: 'site', stdio: 'inherit' });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  console.error(`npm run site: this failed in site/: ${[program, ...args].join(' ')}`);
  process.exit(1);
}
