import type { ImageScript } from '../../scenarios/model/build-script.js';

/** What a build leaves behind, in which processes can be started. */
export type BuildResult =
  | { readonly state: 'succeeded'; readonly image: ImageScript; readonly platforms: number }
  /** A step failed; processes run its command by default. */
  | { readonly state: 'failed'; readonly step: readonly string[]; readonly platforms: number }
  /** It failed before any step, or in one that runs no command: the session can be inspected, but nothing be started. */
  | { readonly state: 'unusable' };
