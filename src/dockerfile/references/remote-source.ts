/** What ADD or a named context fetches from elsewhere. */
export type RemoteKind = 'git' | 'http';

/** Whether a source is fetched from a repository or a URL; otherwise it is a path. */
export function remoteKind(source: string): RemoteKind | undefined {
  if (/^https?:\/\//.test(source)) {
    const [address = ''] = source.split(/[?#]/, 1);
    return address.endsWith('.git') ? 'git' : 'http';
  }
  return /^(git|ssh):\/\//.test(source) || /^[\w.-]+@[\w.-]+:(?!\/\/)/.test(source) ? 'git' : undefined;
}
