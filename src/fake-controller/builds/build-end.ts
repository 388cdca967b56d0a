import type { RpcFailure } from '../../playback/rpc-failure.js';
import type { StringMap } from '../../protocol/messages.js';
import type { BuildResult } from './build-result.js';

/** How a build ended. */
export type BuildEnd = {
  /** What Status still tells when the build has answered; it ends with this. */
  readonly afterwards?: () => Promise<void>;
} & (
  | { readonly kind: 'succeeded'; readonly reply: StringMap; readonly result: BuildResult }
  | {
      readonly kind: 'failed';
      readonly failure: RpcFailure;
      readonly result?: BuildResult;
      /** It was refused before the builder was looked at. */
      readonly atOnce?: boolean;
    }
);
