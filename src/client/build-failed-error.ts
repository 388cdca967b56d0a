import type * as m from '../protocol/messages.js';
import { RpcError } from './rpc-error.js';
import type { RpcStatus } from './rpc-status.js';

/**
 * A build that failed. Besides the error of Build, or of its Status, it has what Status told until then.
 *
 * @since 0.1.0
 */
export class BuildFailedError extends RpcError {
  /** The session of the build, which a program can be started in when the failed step left a result. */
  readonly ref: string;
  // A private field rather than a property, because reporters put properties into JSON, which knows no bigint.
  readonly #statuses: readonly m.StatusResponse[];

  constructor(method: string, status: RpcStatus, build: Pick<BuildFailedError, 'ref' | 'statuses'>) {
    super(method, status);
    this.name = 'BuildFailedError';
    this.ref = build.ref;
    this.#statuses = build.statuses;
  }

  /** Everything that Status told, in order. */
  get statuses(): readonly m.StatusResponse[] {
    return this.#statuses;
  }
}
