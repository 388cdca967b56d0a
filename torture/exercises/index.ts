import type { Exercise } from '../exercise.js';
import { determinism } from './determinism.js';
import { files } from './files.js';
import { floods } from './floods.js';
import { frames } from './frames.js';
import { lifetimes } from './lifetimes.js';
import { messages } from './messages.js';
import { soak } from './soak.js';

/** All exercises, in the order in which they run. */
export const exercises: readonly Exercise[] = [
  frames,
  messages,
  floods,
  lifetimes,
  soak,
  determinism,
  files,
  words,
  targets,
];
import { words } from './words.js';
import { targets } from './targets.js';
