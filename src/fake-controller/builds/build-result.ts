import type { ImageScript } from '../../scenarios/model/build-script.js';

/** What a build leaves behind, in which processes can be started; `containerFails` says why none can. */
export type BuildResult =
  | {
      readonly state: 'succeeded';
      readonly image: ImageScript;
      readonly platforms: number;
      readonly containerFails?: string;
    }
  /** A step failed; processes run its command by default. */
  | {
      readonly state: 'failed';
      readonly step: readonly string[];
      readonly platforms: number;
      readonly containerFails?: string;
    }
  /** It failed before any step, or in one that runs no command: the session can be inspected, but nothing be started. */
  | { readonly state: 'unusable' };
