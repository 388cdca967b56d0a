import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { unmet } from '../unmet.js';

const usualPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * For `before`: a Chromium, which the caller closes. `CHROMIUM_PATH` says where it is, if not in one of the usual
 * places.
 */
export async function needsBrowser(hook: Mocha.Context): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? usualPaths.find((path) => existsSync(path));
  if (executablePath === undefined) return unmet(hook, `no browser at ${usualPaths.join(', ')}: set CHROMIUM_PATH`);
  // Takes a while to load: not before a test wants it.
  const { chromium } = await import('playwright-core');
  try {
    return await chromium.launch({ executablePath });
  } catch (error) {
    const [why = ''] = String(error).split('\n', 1);
    return unmet(hook, `the browser ${executablePath} does not start (${why}): set CHROMIUM_PATH to one that does`);
  }
}
