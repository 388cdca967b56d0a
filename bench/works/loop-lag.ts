import { monitorEventLoopDelay } from 'node:perf_hooks';
import { logLoad } from './load.js';
import { readAll, replay } from './status.js';
import type { Work } from './work.js';

const nanosecondsPerMs = 1e6;

/** How late timers are at worst while 1 KiB messages stream. */
export const loopLag: Work = {
  name: 'loop-lag',
  unit: 'ms',
  async prepare(subject, { sampleMs }) {
    const load = await logLoad(10_000, 1024);
    const { client, tidy, stop } = await subject.start(load);
    await replay(client);
    return {
      clean: tidy,
      async sample() {
        const resolution = 1;
        const lag = monitorEventLoopDelay({ resolution });
        lag.enable();
        for (const until = performance.now() + sampleMs; performance.now() < until; ) await readAll(client, load);
        lag.disable();
        return Math.max(0, lag.max / nanosecondsPerMs - resolution);
      },
      close: stop,
    };
  },
};
