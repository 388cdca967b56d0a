import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { mutants } from '../../../../src/conformance/targets/mutants/index.js';
import { keepAlive } from '../../../../src/time/keep-alive.js';
import { verdictsOn } from '../verdict-on.js';
import { kill, type Kill } from './kill.js';
import { page } from './page.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/mutants.md' },
    runs: { type: 'string', default: '4' },
    'at-once': { type: 'string', default: '3' },
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

  const kills: Kill[] = [];
  const left = [...mutants.entries()];
  async function work(): Promise<void> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, mutant] = next;
      kills[index] = await kill(mutant, runs);
      process.stderr.write(`${mutant.name}: ${kills[index].caught}, ${kills[index].killers.join(' ')}\n`);
    }
  }
  await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
  await writeFile(values.out, page(kills, runs));
  const lived = kills.filter(({ caught }) => caught === 0).map(({ mutant }) => mutant.name);
  process.stdout.write(`${kills.length} mutants, of which ${lived.length} live: ${lived.join(', ')}\n`);
  process.exitCode = lived.length === 0 ? 0 : 1;
}
