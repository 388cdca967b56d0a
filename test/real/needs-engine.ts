import { findEngine } from '../../src/conformance/targets/container/index.js';

/** For `before`: tests that need a container engine skip where there is none, but fail on a build server. */
export async function needsEngine(hook: Mocha.Context): Promise<void> {
  const engine = await findEngine();
  if (engine.found) return;
  if (process.env['CI'] === 'true') throw new Error(engine.reason);
  console.log(`      skipped: ${engine.reason}`);
  hook.skip();
}
