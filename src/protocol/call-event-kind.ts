/**
 * What can happen on a call, for whoever keeps account of it: a request goes to the server, a response to the client; of what
 * is undecodable, it says which of the two it should have been; a client cancels, or is gone; the status ends the call.
 */
export type CallEventKind = 'open' | 'request' | 'response' | 'undecodable' | 'half-close' | 'cancel' | 'status';
