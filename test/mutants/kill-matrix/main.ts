import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { shared } from '../untested.js';
import { mutants } from '../../../src/mutants/index.js';
import { keepAlive } from '../../../src/time/keep-alive.js';
import { verdictsOn } from '../verdict-on.js';
import { writeDefects } from './defects-file.js';
import type { Kill, TimedKill } from './kill.js';
import { isOf, knownKills, writeKills } from './kills-file.js';
import { neverAlone } from './never-alone.js';
import { page } from './page.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/mutants.md' },
    runs: { type: 'string', default: '4' },
    /** So many workers share the work, which waits for nothing but the processor. */
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Only those of which nothing is known, or that are not what they were. */
    missing: { type: 'boolean', default: false },
    /** Only those whose name contains this, and those of which nothing is known. */
    again: { type: 'string' },
  },
});
const runs = Number(values.runs);

/** The fake keeps no process alive, and the suite waits for it now and then. */
await keepAlive(main);

async function main(): Promise<void> {
  // What the fake itself violates would make every kill worthless.
  const control = await verdictsOn({ name: 'none', does: '', requirement: '' }, { runs, seed: 1, shrinkMs: 0 });
  const wrong = control.filter(({ verdict }) => verdict === 'violated' || verdict === 'error');
  if (wrong.length > 0) throw new Error(`the fake itself violates ${wrong.map(({ id }) => id).join(', ')}`);

  const { missing, again } = values;
  const known = (missing || again !== undefined ? knownKills() : []).filter(
    ({ name }) => again === undefined || !name.includes(again),
  );
  const kills: Kill[] = [];
  const left = [...mutants.entries()];
  async function work(): Promise<void> {
    const worker = fork(new URL('worker.js', import.meta.url), [String(runs)]);
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, mutant] = next;
      const before = known.find((one) => isOf(one, mutant));
      if (before !== undefined) {
        kills[index] = before;
        continue;
      }
      worker.send(mutant.name);
      const [{ kill, seconds }] = (await once(worker, 'message')) as [TimedKill];
      kills[index] = kill;
      process.stderr.write(`${mutant.name}: ${kill.caught}, ${seconds.toFixed(1)} s, ${kill.killers.join(' ')}\n`);
      // A long run that is interrupted can go on with --missing.
      writeKills(mutants.flatMap((one, place) => kills[place] ?? known.filter((old) => isOf(old, one))));
    }
    worker.disconnect();
  }
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  writeKills(kills);
  writeDefects(kills);
  await writeFile(values.out, page(kills, runs));
  const lived = kills.filter(({ caught }) => caught === 0).map(({ name }) => name);
  const unexplained = neverAlone(kills).filter((id) => shared[id] === undefined);
  process.stdout.write(`${kills.length} mutants, of which ${lived.length} live: ${lived.join(', ')}\n`);
  process.stdout.write(`never alone, and no reason is written: ${unexplained.join(', ') || 'none'}\n`);
  process.exitCode = lived.length === 0 && unexplained.length === 0 ? 0 : 1;
}
