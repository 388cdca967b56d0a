import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is alive after a collection, in MB. Finalisers and weak references want a turn of the event loop and another one. */
export async function heapMb(): Promise<number> {
  for (let pass = 0; pass < 2; pass++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}
