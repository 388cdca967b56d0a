/** What clients add to the attributes of a cache out of their environment, or are given with it. */
const attributes: ReadonlySet<string> = new Set([
  'token',
  'access_key_id',
  'secret_access_key',
  'session_token',
  'account_key',
]);

/** What stands in place of a secret, as BuildKit writes it. */
export const hiddenSecret = 'xxxxx';

/** Whether the attribute of that name, of a cache or an exporter, is a secret. */
export function isCredential(attribute: string): boolean {
  return attributes.has(attribute);
}

/** A cache without what gives access to it. */
export function withoutCredentials<T extends { readonly attrs: Readonly<Record<string, string>> }>(cache: T): T {
  return { ...cache, attrs: Object.fromEntries(Object.entries(cache.attrs).filter(([name]) => !isCredential(name))) };
}

/** What stands before the host of a URL, if a user or a password does: all up to the last `@`, which a password may have, too. */
const access = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)@/i;

/** Whether a text is a URL with a password, or with what stands in place of one. */
export function hasPassword(text: string): boolean {
  const [, scheme = '', given = ''] = access.exec(text) ?? [];
  // A user alone may be a token; that of SSH is none that lets anybody in.
  return given.includes(':') || (given !== '' && /^https?:/i.test(scheme));
}

/** A URL with `xxxxx` in place of its password, any other text as it is. */
export function withoutPassword(text: string): string {
  if (!hasPassword(text)) return text;
  return text.replace(access, (_, scheme: string, given: string) => {
    const user = given.includes(':') ? `${given.slice(0, given.indexOf(':'))}:` : '';
    return `${scheme}${user}${hiddenSecret}@`;
  });
}
