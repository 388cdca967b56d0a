/** How far a connection came before it was lost. */
export interface Progress {
  /** Whether the socket was connected. */
  readonly connected: boolean;
  /** Whether the other end has sent the settings with which HTTP/2 begins. */
  readonly greeted: boolean;
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket file',
  ECONNREFUSED: 'nobody listens there',
  EACCES: 'no permission to connect',
  ENOTSOCK: 'that file is no socket',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
};

/** Says why there is no connection (any more). */
export function causeOfLoss(error: Error | undefined, { connected, greeted }: Progress): string {
  const code = codeOf(error);
  const why = error === undefined ? '' : ` (${code ?? error.message})`;
  if (!connected) return `${(code && causes[code]) ?? 'cannot connect'}${why}`;
  if (!greeted) return `the listener does not speak gRPC: it sent no HTTP/2 settings${why}`;
  return `the connection was lost${why}`;
}

/** The code of an error. Of several attempts, such as one for each of a host's addresses, the last one's counts. */
function codeOf(error: Error | undefined): string | undefined {
  if (error instanceof AggregateError) {
    const last: unknown = error.errors.at(-1);
    return last instanceof Error ? codeOf(last) : undefined;
  }
  return error !== undefined && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
