import fc from 'fast-check';
import { buildLoad } from './load.js';
import { commandArbitrary, emptyModel, type World } from './model.js';
import { rate } from './rate.js';
import type { Work } from './work.js';

const commands = fc.array(commandArbitrary, { minLength: 17, maxLength: 17 });
const seed = 17;

/** Property runs of seventeen commands each, every one against a server that was just started. */
export const modelRuns: Work = {
  name: 'model-runs',
  unit: 'runs/s',
  load: buildLoad,
  async prepare(subject, load, { sampleMs }) {
    const property = fc.asyncProperty(commands, async (run) => {
      const rig = await subject.start(load);
      try {
        const real: World = { client: rig.client, messages: load.messages.length };
        await fc.asyncModelRun(() => ({ model: emptyModel(), real }), run);
      } finally {
        await rig.stop();
      }
    });
    const numRuns = 10;
    return {
      sample: () =>
        rate(sampleMs, async () => {
          await fc.assert(property, { seed, numRuns });
          return numRuns;
        }),
    };
  },
};
