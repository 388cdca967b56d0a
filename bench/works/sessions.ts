import { startBuild } from './build.js';
import { buildLoad } from './load.js';
import { rate } from './rate.js';
import type { Work } from './work.js';

/** So many sessions at once, each with a build of two steps that is watched. */
export function sessions(count: number): Work {
  return {
    name: `sessions-${count}`,
    unit: 'sessions/s',
    ...(count > 1000 ? { rounds: 3 } : {}),
    load: buildLoad,
    async prepare(subject, load, { sampleMs }) {
      const { client, forget } = await subject.start(load);
      let begun = 0;
      return {
        clean: forget,
        sample: () =>
          rate(sampleMs, async () => {
            await Promise.all(Array.from({ length: count }, () => startBuild(client, `session-${++begun}`)));
            return count;
          }),
      };
    },
  };
}
