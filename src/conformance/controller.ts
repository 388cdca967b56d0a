import type { Service } from './engine/service.js';
import { requirements } from './requirements/index.js';
import { ControllerExaminee } from './trial/controller-examinee.js';
import type { Target } from './trial/target.js';
import type { Trial } from './trial/trial.js';

/** `buildx.controller.v1.Controller`, as the engine examines it. */
export const controller: Service<Target, Trial> = {
  requirements,
  examine: (target, run) => new ControllerExaminee(target, run),
};
