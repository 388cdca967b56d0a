import { unambiguous } from '../words/unambiguous.js';
import type { ErrorDetail } from '../protocol/error-detail.js';
import { statusCodeName } from '../protocol/status-code.js';
import type { RpcStatus } from './rpc-status.js';

/**
 * An RPC that did not end with OK. Its text reads `Build: UNKNOWN: build ongoing`; characters of the server's words
 * that would command a terminal are shown as escapes there.
 *
 * @since 0.1.0
 */
export class RpcError extends Error {
  /** gRPC's status code. */
  readonly code: number;
  /** Its name in gRPC's spelling: `UNKNOWN`, `CANCELLED`. */
  readonly codeName: string;
  /** The server's own words, as they are. */
  readonly rpcMessage: string;
  /** Typed details, in the server's order; {@link RpcStatus.details}. */
  readonly details: readonly ErrorDetail[];
  /** The RPC, such as `Build`; for raw calls the whole path. */
  readonly method: string;
  /** How the call ended, as a whole. */
  readonly status: RpcStatus;

  constructor(method: string, status: RpcStatus) {
    const codeName = statusCodeName(status.code);
    super(`${method}: ${codeName}${status.message === '' ? '' : `: ${unambiguous(status.message)}`}`);
    this.name = 'RpcError';
    this.code = status.code;
    this.codeName = codeName;
    this.rpcMessage = status.message;
    this.details = status.details;
    this.method = method;
    this.status = status;
  }
}
