import type { ImageScript } from '../../scenarios/model/build-script.js';

/** What a build leaves behind for processes. */
export type BuildResult =
  | LeftBehind
  /**
   * The build failed before any step, or in one that runs no command: the session can be inspected, but nothing can be
   * started in it.
   */
  | { readonly state: 'unusable' };

/** What processes are started in; `containerFails` says why none can be. */
export type LeftBehind =
  | {
      readonly state: 'succeeded';
      readonly image: ImageScript;
      readonly platforms: number;
      readonly containerFails?: string;
    }
  /** A step of the build failed; processes run its command by default. */
  | {
      readonly state: 'failed';
      readonly step: readonly string[];
      readonly image: ImageScript;
      readonly platforms: number;
      readonly containerFails?: string;
    };
