import {
  BuildxControllerContainer,
  ContainerStartError,
  findEngine,
  ImageMissingError,
} from '../../src/conformance/targets/container/index.js';
import { unmet } from '../unmet.js';

/** Asked once: where there is no registry, it takes a while until that is known. */
let known: Promise<string | undefined> | undefined;

/** For `before`: tests that need a container engine, and on it an image of a controller that starts. */
export async function needsController(hook: Mocha.Context): Promise<void> {
  known ??= whatIsMissing();
  const reason = await known;
  if (reason !== undefined) unmet(hook, reason);
}

async function whatIsMissing(): Promise<string | undefined> {
  const engine = await findEngine();
  if (!engine.found) return engine.reason;
  try {
    const container = await new BuildxControllerContainer().start();
    await container.stop();
    return undefined;
  } catch (error) {
    if (error instanceof ImageMissingError || error instanceof ContainerStartError) return error.message;
    throw error;
  }
}
