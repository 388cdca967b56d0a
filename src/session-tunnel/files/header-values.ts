import type { Metadata } from '../../client/connection.js';

/**
 * Values as BuildKit puts them into headers. Where one of a key is not ASCII, all of that key are escaped as in a
 * URL's query, and `KEY-encoded` says so.
 */
export function headerValues(values: Readonly<Record<string, readonly string[] | undefined>>): Metadata {
  const metadata: Record<string, readonly string[]> = {};
  for (const [key, list] of Object.entries(values)) {
    if (list === undefined) continue;
    const plain = list.every((value) => !/[\u0080-\uffff]/.test(value));
    metadata[key] = plain ? list : list.map(queryEscape);
    if (!plain) metadata[`${key}-encoded`] = ['1'];
  }
  return metadata;
}

/** Go's `url.QueryEscape`. */
function queryEscape(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString('utf8'))
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
