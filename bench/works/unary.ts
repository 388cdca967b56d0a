import { smallLoad } from './load.js';
import { rate } from './rate.js';
import type { Work } from './work.js';

/** `Info`, with so many calls under way at any time. */
export function unary(inFlight: number): Work {
  return {
    name: `unary-${inFlight}`,
    unit: 'calls/s',
    load: () => smallLoad(),
    async prepare(subject, load, { sampleMs }) {
      const { client, forget } = await subject.start(load);
      const once = async (): Promise<number> => {
        await client.unary('Info', {});
        return 1;
      };
      return {
        clean: forget,
        async sample() {
          const rates = await Promise.all(Array.from({ length: inFlight }, () => rate(sampleMs, once)));
          return rates.reduce((sum, each) => sum + each, 0);
        },
      };
    },
  };
}
