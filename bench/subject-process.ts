import { subjectNamed } from './subjects/index.js';
import type { Load } from './subjects/subject.js';
import { workNamed } from './works/index.js';
import type { Prepared, Timing } from './works/work.js';

/** What a process is told to do, one after the other. */
export type Order =
  | {
      readonly kind: 'prepare';
      readonly work: string;
      readonly subject: string;
      readonly load: Load;
      readonly timing: Timing;
    }
  | { readonly kind: 'sample' };

/** What it measured; of no meaning after `prepare`. */
export interface Reply {
  readonly value: number;
}

let prepared: Prepared | undefined;

process.on('message', (order: Order) => {
  void obey(order).then((value) => process.send?.({ value } satisfies Reply));
});
process.on('disconnect', () => process.exit());

async function obey(order: Order): Promise<number> {
  if (order.kind === 'prepare') {
    const work = workNamed(order.work);
    prepared = await work.prepare(subjectNamed(order.subject), order.load, order.timing);
    if (work.long !== true) await warmUp(prepared, work.fresh === true ? 0 : order.timing.warmUpMs);
    return 0;
  }
  if (prepared === undefined) throw new Error('nothing was prepared');
  return sampled(prepared);
}

/** Until its code is optimised, about: by the time of the processor, which others may want too. */
async function warmUp(what: Prepared, warmUpMs: number): Promise<void> {
  const before = process.cpuUsage();
  const spentMs = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  do await sampled(what);
  while (spentMs() < warmUpMs);
}

/** Without collecting garbage by force before: that throws optimised code away, too. */
async function sampled({ clean, sample }: Prepared): Promise<number> {
  await clean?.();
  return sample();
}
