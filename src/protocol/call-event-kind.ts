/**
 * What can happen on a call, for whoever keeps account of it: a request goes from the caller to
 * whoever serves the call, a response the other way; of what is undecodable, it says which of the two it should have been;
 * a caller cancels, or is gone; the status ends the call. Inside of a session, BuildKit calls, and its client serves.
 */
export type CallEventKind = 'open' | 'request' | 'response' | 'undecodable' | 'half-close' | 'cancel' | 'status';
