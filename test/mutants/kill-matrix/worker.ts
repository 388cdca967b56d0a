import { mutants } from '../../../src/mutants/index.js';
import { keepAlive } from '../../../src/time/keep-alive.js';
import { kill } from './kill.js';

/** Kills the mutants whose names it is sent, one after another, and sends back a kill for each. */
const runs = Number(process.argv[2]);

async function answer(name: string): Promise<void> {
  const mutant = mutants.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`no mutant ${name}`);
  process.send?.(await keepAlive(() => kill(mutant, runs)));
}

process.on('message', (name: string) => void answer(name));
