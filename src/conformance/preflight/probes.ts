import type { Probe } from '../engine/probe.js';
import type { Trial } from '../trial/trial.js';
import { buildProbes } from './build-probes.js';
import { programProbes } from './program-probes.js';

/** What is found out of a controller before anything is checked; programs come last, because they run in builds. */
export const probes: readonly Probe<Trial>[] = [...buildProbes, ...programProbes];
