// One exercise in a process of its own: the first message says which, and what it is told goes back.
import { once } from 'node:events';
import { exercises } from './exercises/index.js';
import type { Outcome } from './outcome.js';
import { runRounds, type Effort, type Tell } from './run-rounds.js';

/** What such a process is told to do. */
export interface Order {
  readonly name: string;
  readonly effort: Effort;
}

/** What it tells. */
export type Word =
  | { readonly kind: 'state'; readonly state: Parameters<Tell>[0] }
  | { readonly kind: 'outcome'; readonly outcome: Outcome };

const tell = (word: Word): void => void process.send?.(word);
const [{ name, effort }] = (await once(process, 'message')) as [Order];
const exercise = exercises.find((known) => known.name === name);
if (exercise === undefined) throw new Error(`no exercise ${name}`);
tell({ kind: 'outcome', outcome: await runRounds(exercise, effort, (state) => tell({ kind: 'state', state })) });
process.disconnect();
