import type * as m from '../protocol/messages.js';
import { RpcError } from './rpc-error.js';
import type { RpcStatus } from './rpc-status.js';

/** A build that failed, with what its Status told until then. */
export class BuildFailedError extends RpcError {
  /** The session of the build, which a program can be started in when the failed step left a result. */
  readonly ref: string;
  // No property of its own: those are what reporters put into JSON, which knows no bigint.
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
