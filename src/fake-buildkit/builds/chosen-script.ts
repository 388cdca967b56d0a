import type { gateway } from '../../protocol/buildkit/messages.js';
import type { BuildOptions } from '../../protocol/messages.js';
import type { Needs } from '../../scenarios/matching/needs.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { ClientSide } from '../dockerfile/client-side.js';
import { frontendOf } from '../dockerfile/frontend-of.js';
import type { Life } from '../life.js';
import type { Build } from './build.js';
import { requestedOptions, untoldIn } from './requested-options.js';

/** The script that answers a build, and what the build asks for. */
export interface Chosen {
  /** Undefined where no script does, and the built-in builds are in use. */
  readonly found: BuildScript | undefined;
  readonly options: BuildOptions;
}

/**
 * Finds the script that answers a build. The client is asked for what scripts have to know of it, and for nothing else.
 * @throws RpcFailure FAILED_PRECONDITION when no script matches
 */
export async function chosenScript(
  life: Life,
  build: Build,
  solve: gateway.SolveRequest | undefined,
  side: ClientSide | undefined,
): Promise<Chosen> {
  const { needs } = life.scripts;
  const looked =
    side === undefined || isEmpty(needs) ? undefined : await (await frontendOf(life)).lookAtClient(side, needs);
  const options = { ...requestedOptions(build.request, solve), ...looked?.options };
  const known = new Set(Object.keys(looked?.options ?? {}));
  const untold = new Set([...untoldIn(build.request, solve)].filter((name) => !known.has(name)));
  const frontend = solve?.frontend ?? build.request.frontend;
  const seen = { ...looked?.seen, ...(frontend === '' ? {} : { frontend }) };
  return { found: life.scripts.build({ session: build.ref, options, untold, seen }), options };
}

function isEmpty({ dockerfile, contextFiles, secrets, ssh }: Needs): boolean {
  return !dockerfile && !contextFiles && secrets === undefined && ssh === undefined;
}
