import { logLoad } from './load.js';
import { readAll, replay } from './status.js';
import type { Work } from './work.js';

/** A timer of 1 ms, again and again: how late it is at worst. Node's own monitor says nothing of a loop that never turns. */
class Lag {
  readonly #timer: NodeJS.Timeout;
  #last = performance.now();
  #worst = 0;

  constructor() {
    this.#timer = setInterval(() => this.#tick(), 1);
  }

  stop(): number {
    this.#tick();
    clearInterval(this.#timer);
    return this.#worst;
  }

  #tick(): void {
    const now = performance.now();
    this.#worst = Math.max(this.#worst, now - this.#last - 1);
    this.#last = now;
  }
}

/** How late timers are at worst while 1 KiB messages stream. */
export const loopLag: Work = {
  name: 'loop-lag',
  unit: 'ms',
  load: () => logLoad(10_000, 1024),
  async prepare(subject, load, { sampleMs }) {
    const { client, tidy } = await subject.start(load);
    await replay(client);
    return {
      clean: tidy,
      async sample() {
        const lag = new Lag();
        for (const until = performance.now() + sampleMs; performance.now() < until; ) await readAll(client, load);
        return lag.stop();
      },
    };
  },
};
