import type { Metadata } from '../client/connection.js';
import type { FaultsOfCall, LaterFaults } from '../playback/faults/faults-of-call.js';
import type { BuildKitMethodName, ServedMethodName } from '../protocol/buildkit/service.js';
import type { MethodName } from '../protocol/methods.js';
import type { Cancellation } from '../time/cancellation.js';
import type { Life } from './life.js';

/** The RPCs that are about a build, and the controller's that they are the counterparts of. */
const ofBuilds: Readonly<Partial<Record<BuildKitMethodName, MethodName>>> = {
  'Control.Solve': 'Build',
  'Control.Status': 'Status',
  'LLBBridge.ExecProcess': 'Invoke',
};

/**
 * The faults that may strike in a call. Those that have the controller's name of an RPC spare internal builds, with which
 * clients only find out what BuildKit can do, and do not count their calls.
 */
export function faultsOf(life: Life, name: BuildKitMethodName, metadata: Metadata): FaultsOfCall {
  const { faults } = life;
  // The cast is safe, because only served RPCs are found; those of a session are none.
  const own = faults.of(name as ServedMethodName);
  if (name === 'Control.Info') return { now: [...own, ...faults.named('Info').filter((fault) => fault.awaits())] };
  const alias = ofBuilds[name];
  const ref = refIn(name, metadata);
  const byAlias = alias === undefined ? [] : faults.named(alias);
  return { now: own, ref, later: byAlias.length === 0 ? undefined : ofRealBuilds(life, name, byAlias, ref) };
}

/** LLBBridge and Session name what they are about in their metadata. */
function refIn(name: BuildKitMethodName, metadata: Metadata): string | undefined {
  const key = name === 'Control.Session' ? 'x-docker-expose-session-uuid' : 'buildkit-controlapi-buildid';
  const ref = metadata[key]?.[0];
  return typeof ref === 'string' && (name === 'Control.Session' || name.startsWith('LLBBridge.')) ? ref : undefined;
}

function ofRealBuilds(
  { builds, history }: Life,
  name: BuildKitMethodName,
  faults: LaterFaults['faults'],
  known: string | undefined,
): LaterFaults {
  return {
    faults,
    decide(request, until: Cancellation, join): Promise<void> | undefined {
      if (request !== undefined && 'internal' in request && name === 'Control.Solve') {
        if (request.internal !== true) join();
        return undefined;
      }
      const ref = known ?? (request !== undefined && 'ref' in request ? String(request.ref) : '');
      const build = builds.get(ref);
      if (build === undefined && history.progress(ref) !== undefined) {
        // It is over, and in the history, which has no internal ones.
        join();
        return undefined;
      }
      if (build === undefined)
        return builds.waitFor(ref, until).then((begun) => {
          if (begun?.request.internal === false) join();
        });
      if (!build.request.internal) join();
      return undefined;
    },
  };
}
