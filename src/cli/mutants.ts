import { didYouMean } from '../words/nearest.js';
import type { Target } from '../conformance/trial/target.js';
import type { Mutant } from '../mutants/mutant.js';
import type { Io } from './io.js';
import { listing } from './listing.js';
import { UsageError } from './usage-error.js';

/**
 * How long an answer of a mutant is waited for, in milliseconds: the fake answers in milliseconds, so what has not come
 * in this time never comes.
 */
const patienceMs = 1000;

/** Prints the mutants, one a line: name, requirement, sentence; or as JSON. */
export async function listMutants(io: Io, json?: boolean): Promise<void> {
  const { mutants } = await import('../mutants/index.js');
  const rows = mutants.map(({ name, requirement, does }) => ({ name, requirement, does }));
  io.out.write(listing(rows, ({ name, requirement, does }) => `${name} ${requirement} ${does}`, json));
}

/**
 * Finds a mutant by its name.
 * @throws UsageError with the nearest name.
 */
export async function mutantOf(name: string): Promise<Mutant> {
  // Loaded here, so that only those who ask for a mutant wait for it.
  const { mutants } = await import('../mutants/index.js');
  const found = mutants.find((mutant) => mutant.name === name);
  if (found !== undefined) return found;
  const names = mutants.map((mutant) => mutant.name);
  throw new UsageError(`no mutant ${JSON.stringify(name)}${didYouMean(name, names)}: --mutant list shows them all`);
}

/** How long the suite waits for a mutant's answers, in milliseconds, unless the user says so. */
export function patienceWith({ timeoutMs = patienceMs }: Mutant): number {
  return timeoutMs;
}

export async function openMutant(mutant: Mutant, seed: number | undefined): Promise<Target> {
  const { mutantTarget } = await import('../mutants/target.js');
  return mutantTarget(mutant, seed === undefined ? {} : { seed });
}
