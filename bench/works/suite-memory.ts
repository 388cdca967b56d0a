import { childSample } from './child-sample.js';
import { smallLoad } from './load.js';
import type { Work } from './work.js';

/** By how much the heap of the suite grows while it runs for ten minutes, after collecting garbage. */
export const suiteMemory: Work = {
  name: 'suite-memory',
  unit: 'MB/minute',
  timeless: true,
  fresh: true,
  rounds: 1,
  long: true,
  subjects: ['in-process', 'unix'],
  load: () => smallLoad(),
  prepare: async (subject, _load, { minutes }) => ({
    sample: () => childSample('suite-memory', subject.name, String(minutes)),
  }),
};
