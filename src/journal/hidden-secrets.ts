import { hiddenSecret, isCredential, withoutPassword } from '../protocol/credentials.js';

/** Where requests for builds have what may hold secrets, from the outside in. */
const holders: ReadonlySet<string> = new Set([
  ...['options', 'cache', 'cacheFrom', 'cacheTo', 'cacheImports', 'exports', 'imports', 'exporters', 'attrs'],
  ...['contextPath', 'namedContexts', 'frontendAttrs', 'frontendOpt', 'record'],
]);

/**
 * A message as it is shown and written to files: without the credentials of caches, and without passwords in the URLs of
 * contexts.
 */
export function hideSecrets(message: unknown): unknown {
  if (typeof message !== 'object' || message === null || !Object.keys(message).some((key) => holders.has(key)))
    return message;
  return Object.fromEntries(
    Object.entries(message).map(([key, value]) => [key, holders.has(key) ? hidden(value) : value]),
  );
}

function hidden(value: unknown): unknown {
  if (typeof value === 'string') return withoutPassword(value);
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, isCredential(key) && part !== '' ? hiddenSecret : hidden(part)]),
  );
}
