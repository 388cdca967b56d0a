import { AddressError } from './address-error.js';

export type Address =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** The longest path of a unix socket in bytes: the kernel takes 108, with the zero at the end. */
export const longestSocketPath = 107;
const forms = 'expected unix:///path, tcp://host:port or host:port (an IPv6 host in brackets)';

/**
 * Reads `unix:///path`, `tcp://host:port` or `host:port`.
 * @throws AddressError
 */
export function parseAddress(text: string): Address {
  // Callers without types may give anything.
  if (typeof text !== 'string') throw new AddressError(text, forms);
  if (text.startsWith('unix:')) return unixAddress(text);
  const [, bracketed, plain, digits] =
    /^(?:tcp:\/\/)?(?:\[([0-9a-fA-F:.%\w]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || digits === undefined) throw new AddressError(text, forms);
  const port = Number(digits);
  if (port > 65_535) throw new AddressError(text, 'a port is at most 65535');
  return { kind: 'tcp', host, port };
}

function unixAddress(text: string): Address {
  const path = /^unix:\/\/(\/[^\0]+)$/.exec(text)?.[1];
  if (path === undefined) throw new AddressError(text, forms);
  const length = Buffer.byteLength(path);
  if (length > longestSocketPath) {
    throw new AddressError(text, `the path has ${length} bytes, and a socket's path at most ${longestSocketPath}`);
  }
  return { kind: 'unix', path };
}
