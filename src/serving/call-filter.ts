import type { ServerCall } from '../transport/server-call.js';

/**
 * Stands between the transport and the dispatcher. It sees requests before they are decoded and before their size is
 * limited.
 */
export type CallFilter = (call: ServerCall) => ServerCall;
