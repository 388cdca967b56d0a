import { parentPort, workerData } from 'node:worker_threads';
import { mutants } from '../../../src/mutants/index.js';
import { keepAlive } from '../../../src/time/keep-alive.js';
import { kill } from './kill.js';

/** Kills the mutants whose names it is sent, one after another, and gives back a kill for each. */
const { runs } = workerData as { readonly runs: number };

parentPort?.on('message', (name: string) => {
  const mutant = mutants.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`no mutant ${name}`);
  void keepAlive(() => kill(mutant, runs)).then((done) => parentPort?.postMessage(done));
});
