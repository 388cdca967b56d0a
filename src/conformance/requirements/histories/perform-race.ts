import type { Call } from '../../../client/controller-client.js';
import type { BuildRequest, BuildResponse } from '../../../protocol/messages.js';
import { fixtureBuild } from '../fixture-build.js';
import { startBuild } from '../session.js';
import type { Bindings } from './bindings.js';

type BuildCall = Call<BuildRequest, BuildResponse>;

/** How many Statuses are opened at most: more than there are builds at once. */
const mostStatuses = 20;

/**
 * Runs Build, and Status as long as it runs: the first Status may have shown the build of another client, and a build
 * without one stands still on some servers (docs/real-controller.md §5.4).
 */
export async function watchedByAll(bindings: Bindings, client: number, id: number, session: number): Promise<void> {
  const { rpc } = bindings.client(client);
  const ref = bindings.ref(session);
  let status = rpc.status({ ref });
  const build = await startBuild(bindings.client(client), ref, fixtureBuild(bindings.trial, 'succeeds'));
  bindings.streams.set(id, { kind: 'build', session, call: build });
  for (let count = 1; count < mostStatuses; count += 1) {
    await Promise.race([build.status, status.status]);
    if (build.ended !== undefined) return;
    status = rpc.status({ ref });
  }
  await build.status;
}

/** Begins a Build that reads stdin, which stays open unless it is refused. */
export async function beginUnwatched(
  bindings: Bindings,
  client: number,
  id: number,
  session: number,
): Promise<BuildCall> {
  const ref = bindings.ref(session);
  bindings.client(client).rpc.status({ ref });
  const build = await startBuild(bindings.client(client), ref, fixtureBuild(bindings.trial, 'readsStdin'));
  bindings.streams.set(id, { kind: 'build', session, call: build });
  return build;
}
