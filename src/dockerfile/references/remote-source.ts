/** What ADD or a named context fetches from elsewhere. */
export type RemoteKind = 'git' | 'http';

/** Whether a source is fetched from a repository or a URL; otherwise it is a path. */
export function remoteKind(source: string): RemoteKind | undefined {
  const [address = '', query = ''] = source.replace(/#.*$/s, '').split('?', 2);
  if (/^https?:\/\//.test(source))
    return /[^/]\.git$/.test(address) || (/\.git$/.test(address) && query !== '') ? 'git' : 'http';
  return /^(git|ssh):\/\//.test(source) || /^[\w.-]+@[\w.-]+:(?!\/\/)/.test(source) ? 'git' : undefined;
}
