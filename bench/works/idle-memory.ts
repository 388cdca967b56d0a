import { childSample } from './child-sample.js';
import { smallLoad } from './load.js';
import type { Work } from './work.js';

/**
 * A thousand streams on which nothing happens, both ends: by how much the process grows (`rss`: what HTTP/2 keeps is
 * no JavaScript), or only its JavaScript heap and what that refers to.
 */
export function idle(name: string, what: 'rss' | 'heap'): Work {
  return {
    name,
    unit: 'MiB/1000',
    timeless: true,
    fresh: true,
    ...(what === 'heap' ? { optional: true } : {}),
    load: () => smallLoad(),
    prepare: async (subject) => ({
      sample: () => childSample('idle-streams', subject.name, what),
    }),
  };
}
