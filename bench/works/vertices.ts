import { startBuild } from './build.js';
import { stepsLoad } from './load.js';
import { rate } from './rate.js';
import type { Work } from './work.js';

/** Builds of so many steps, each a second after the one before. */
export function vertices(count: number): Work {
  return {
    name: `vertices-${count}`,
    unit: 'builds/s',
    ...(count > 1000 ? { rounds: 3 } : {}),
    load: () => stepsLoad(count),
    async prepare(subject, load, { sampleMs }) {
      const { client, forget } = await subject.start(load);
      let builds = 0;
      return {
        clean: forget,
        sample: () =>
          rate(sampleMs, async () => {
            const read = await startBuild(client, `build-${++builds}`);
            if (read !== load.messages.length) throw new Error(`${read} messages`);
            return 1;
          }),
      };
    },
  };
}
