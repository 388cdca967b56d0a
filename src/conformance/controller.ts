import type { Service } from './engine/service.js';
import { probes } from './preflight/probes.js';
import { requirements } from './requirements/index.js';
import { ControllerExaminee } from './trial/controller-examinee.js';
import type { Target } from './trial/target.js';
import type { Trial } from './trial/trial.js';

/** `buildx.controller.v1.Controller`, as the engine examines it. */
export const controller: Service<Target, Trial> = {
  requirements,
  // The fake and the container bring their fixtures along, so one that does something else there is a defect.
  probes: ({ kind }) => (kind === 'address' ? probes : []),
  examine: (target, run) => new ControllerExaminee(target, run),
};
