import type { ImageScript } from '../../scenarios/model/build-script.js';

/** What a build leaves behind, in which processes can be started. */
export interface BuildResult {
  readonly image: ImageScript;
  /** The command of the step that failed; absent when the build succeeded. */
  readonly failedStep?: readonly string[];
  readonly platforms: number;
}
