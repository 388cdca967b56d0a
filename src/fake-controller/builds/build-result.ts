import type { ImageScript } from '../../scenarios/model/build-script.js';

/** What a build leaves behind, or that nothing can be started in it. */
export type BuildResult =
  | LeftBehind
  /** It failed before any step, or in one that runs no command: the session can be inspected, but nothing be started. */
  | { readonly state: 'unusable' };

/** What processes are started in; `containerFails` says why none can. */
export type LeftBehind =
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
      readonly image: ImageScript;
      readonly platforms: number;
      readonly containerFails?: string;
    };
