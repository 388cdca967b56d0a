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

/** A URL that lets somebody in, in its parts. */
export interface Access {
  /** `https://`. */
  readonly scheme: string;
  /** The user and the password, or what stands in place of them: all up to the last `@`, which a password may have, too. */
  readonly given: string;
  /** From that `@` on. */
  readonly rest: string;
}

/** The parts of a URL with a password, or with what stands in place of one; undefined for any other text. */
export function accessIn(text: string): Access | undefined {
  const [, scheme = '', given = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)(@.*)$/is.exec(text) ?? [];
  // A user alone may be a token; that of SSH is none that lets anybody in.
  const isSecret = given.includes(':') || (given !== '' && /^https?:/i.test(scheme));
  return isSecret ? { scheme, given, rest } : undefined;
}

/** A URL with `xxxxx` in place of its password, any other text as it is. */
export function withoutPassword(text: string): string {
  const access = accessIn(text);
  if (access === undefined) return text;
  const { scheme, given, rest } = access;
  const user = given.includes(':') ? `${given.slice(0, given.indexOf(':'))}:` : '';
  return `${scheme}${user}${hiddenSecret}${rest}`;
}
