import type { RpcFailure } from '../rpc-failure.js';
import type { StringMap } from '../../protocol/messages.js';
import type { BuildResult } from './build-result.js';

/** How a build ended. */
export type BuildEnd = {
  /** Sends what Status still tells after the build has answered, and resolves when that is done. */
  readonly afterwards?: () => Promise<void>;
} & (
  | { readonly kind: 'succeeded'; readonly reply: StringMap; readonly result: BuildResult }
  | {
      readonly kind: 'failed';
      readonly failure: RpcFailure;
      readonly result?: BuildResult;
      /** The build was refused before its builder was looked at. */
      readonly atOnce?: boolean;
    }
);
