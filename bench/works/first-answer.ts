import { childSample } from './child-sample.js';
import { smallLoad } from './load.js';
import type { Work } from './work.js';

/** In a process that has everything loaded: from nothing to the first answer. */
export const firstAnswerWarm: Work = {
  name: 'first-answer-warm',
  unit: 'ms',
  load: () => smallLoad(),
  async prepare(subject, load, { sampleMs }) {
    return {
      async sample() {
        let spent = 0;
        let times = 0;
        for (const until = performance.now() + sampleMs; performance.now() < until; times++) {
          const start = performance.now();
          const { client, stop } = await subject.start(load);
          await client.unary('Info', {});
          spent += performance.now() - start;
          await stop();
        }
        return spent / times;
      },
    };
  },
};

/** In a new process: what is needed is imported, too. */
export const firstAnswerCold: Work = {
  name: 'first-answer-cold',
  unit: 'ms',
  fresh: true,
  rounds: 5,
  load: () => smallLoad(),
  prepare: async (subject) => ({ sample: () => childSample('cold-start', subject.name) }),
};
