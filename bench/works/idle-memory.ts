import { childSample } from './child-sample.js';
import type { Work } from './work.js';

/** A thousand streams on which nothing happens, both ends. */
export const idleMemory: Work = {
  name: 'idle-memory',
  unit: 'MiB/1000',
  prepare: async (subject) => ({ sample: () => childSample('idle-streams', subject.name), close: async () => {} }),
};
