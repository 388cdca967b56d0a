import type { ServerCall } from '../../transport/server-call.js';

/** Stands between the transport and the dispatcher: sees requests before they are limited and decoded. */
export type CallFilter = (call: ServerCall) => ServerCall;
