import type { Context } from '../context.js';

/** Says why a Status or an Input waits for a Build; undefined while there is one. */
export function waitsForBuild({ sessions }: Context, ref: string, section: string): string | undefined {
  const shown = JSON.stringify(ref);
  const session = sessions.get(ref);
  if (session?.building === true) return undefined;
  const why = session === undefined ? `nobody has built ${shown}` : `the build of ${shown} is over`;
  return `waits for a Build of ${shown}: ${why}, and the server waits for the next one without end (docs/real-controller.md ${section}); open it before or together with its Build`;
}
