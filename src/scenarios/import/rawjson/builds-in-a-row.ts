import type { StatusResponse } from '../../../protocol/messages.js';

/** The first vertex of a build from a Dockerfile. */
const definition = /^\[internal\] load build definition /;

/**
 * How many builds seem to stand one after the other in the progress: another one seems to begin where another Dockerfile is
 * loaded when all before is done. That is no proof, because one build may load several.
 */
export function buildsInARow(messages: readonly StatusResponse[]): number {
  const running = new Set<string>();
  const loaded = new Set<string>();
  let builds = 1;
  for (const { vertices } of messages)
    for (const { digest, name, started, completed } of vertices) {
      if (definition.test(name) && started !== undefined && !loaded.has(digest)) {
        if (loaded.size > 0 && running.size === 0) builds++;
        loaded.add(digest);
      }
      if (completed !== undefined) running.delete(digest);
      else if (started !== undefined) running.add(digest);
    }
  return builds;
}
