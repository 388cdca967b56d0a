import type { SolveDetail } from '../../protocol/detail-types.js';
import type { ImageScript } from '../../scenarios/model/build-script.js';
import { platformOf } from '../platform.js';
import { pathOfRoot } from './image-config.js';

/** What a step runs, and as whom. */
export interface RunOfStep {
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: string;
}

/** What a step runs of which a script says the image. */
export function runIn(args: readonly string[], { env = [], user = '', cwd = '/' }: ImageScript): RunOfStep {
  return { args, env: [pathOfRoot, ...env], cwd, user };
}

/**
 * What the error of a build tells of the step that failed, so that clients can make its container: the operation, and
 * what is mounted there.
 * @param id what the step has left
 */
export function failedStep(id: string, { args, env, cwd, user }: RunOfStep, platform: string): SolveDetail {
  const { os, architecture, variant } = platformOf(platform);
  return {
    inputIDs: [id],
    mountIDs: [id],
    op: {
      exec: { meta: { args, env, cwd, ...(user === '' ? {} : { user }) }, mounts: [{ dest: '/' }] },
      platform: { Architecture: architecture, OS: os, ...(variant === '' ? {} : { Variant: variant }) },
    },
  };
}
