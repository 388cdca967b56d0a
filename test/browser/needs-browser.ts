import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * For `before`: a Chromium, which the caller closes. Where there is none, tests that need it skip, but fail on a build
 * server. `CHROMIUM_PATH` says where it is, if not in one of the usual places.
 */
export async function needsBrowser(hook: Mocha.Context): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? usualPaths.find((path) => existsSync(path));
  if (executablePath !== undefined) return chromium.launch({ executablePath });
  const reason = `no browser at ${usualPaths.join(', ')}: set CHROMIUM_PATH`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  console.log(`      skipped: ${reason}`);
  return hook.skip();
}
