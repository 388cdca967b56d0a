import type { ControllerClient } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import type { WaitingClock } from '../../time/clock.js';
import { isRefusal } from '../engine/flakiness.js';
import type { BuiltSession } from './trial-record.js';
import type { Target } from './target.js';
import { timedOut, withTimeout } from '../engine/waiting.js';

export interface Leftovers {
  readonly builds: readonly BuiltSession[];
  /** Sessions to disconnect, whether or not they exist. */
  readonly refs: readonly string[];
  /** Ends the calls that the trial left open. */
  readonly closeClients: () => Promise<void>;
  /** Aborted when it must come to an end soon. */
  readonly over?: AbortSignal;
}

/** So often is a call made that is refused. */
const mostTries = 5;

/**
 * Undoes what a trial made. A real server never ends a build that nobody reads the Status of, and some die when such a
 * build is cancelled (docs/real-controller.md §5.4): so each running build first gets a reader, and an end of stdin.
 *
 * @returns what could not be undone, in words; undefined when all was.
 */
export async function cleanUp(
  target: Target,
  clock: WaitingClock,
  timeoutMs: number,
  left: Leftovers,
): Promise<string | undefined> {
  let janitor: ControllerClient | undefined;
  const work = async (): Promise<void> => {
    janitor = await target.connect();
    await undo(janitor, left);
  };
  try {
    const outcome = await withTimeout(clock, timeoutMs, work(), left.over);
    return outcome === timedOut ? `cleaning up took longer than ${timeoutMs} ms` : undefined;
  } catch (error) {
    return `cleaning up failed: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await left.closeClients();
    await janitor?.close();
  }
}

/** Calls again what was refused, and may be served the next time. */
async function insist(call: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await call();
      return;
    } catch (error) {
      if (!(error instanceof RpcError && isRefusal(error.status)) || tries === mostTries) throw error;
    }
  }
}

async function undo(janitor: ControllerClient, left: Leftovers): Promise<void> {
  await drainBuilds(
    janitor,
    left.builds.filter((build) => build.running),
  );
  await left.closeClients();
  for (const ref of left.refs) await insist(() => janitor.rpc.disconnect({ ref }));
}

/** Gives every build a reader of its Status that is in place before anything is cancelled. */
async function drainBuilds(client: ControllerClient, builds: readonly BuiltSession[]): Promise<void> {
  if (builds.length === 0) return;
  for (const { ref, readsStdin } of builds) {
    client.rpc.status({ ref });
    if (!readsStdin) continue;
    const input = client.rpc.input();
    await input.send({ kind: 'init', ref });
    // With data, because a real server once died of an end of stdin without any.
    await input.send({ kind: 'data', data: Uint8Array.of(0x0a), eof: true });
    input.halfClose();
  }
  // This later call is answered when the readers have reached the server.
  await insist(() => client.rpc.list());
}
