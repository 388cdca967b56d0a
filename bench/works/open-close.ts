import { smallLoad } from './load.js';
import { rate } from './rate.js';
import { readAll, replay } from './status.js';
import type { Work } from './work.js';

/** Streams of one message, one after the other. */
export const openClose: Work = {
  name: 'open-close',
  unit: 'calls/s',
  load: () => smallLoad('none'),
  async prepare(subject, load, { sampleMs }) {
    const { client, tidy } = await subject.start(load);
    await replay(client);
    return {
      clean: tidy,
      sample: () =>
        rate(sampleMs, async () => {
          await readAll(client, load);
          return 1;
        }),
    };
  },
};
