/**
 * An image's name as buildx passes it on: with its registry, and with `library/` for Docker's own images; no tag is
 * added.
 */
export function normalizedName(name: string): string {
  const [host = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  if (host === 'index.docker.io') return normalizedName(rest.join('/'));
  if (host === 'docker.io') return rest.length === 1 ? `docker.io/library/${rest[0] ?? ''}` : name;
  return /[.:]|^localhost$/.test(host) || host !== host.toLowerCase() ? name : `docker.io/${name}`;
}
