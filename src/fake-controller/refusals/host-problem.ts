import type { Release } from './release.js';

const byte = String.raw`(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])`;
const ipv4 = new RegExp(String.raw`^${byte}(?:\.${byte}){3}$`);

/** What is wrong with an entry of a build's hosts file, `NAME:ADDRESS`. */
export function hostProblem(text: string, { from013 }: Release): string | undefined {
  const separator = from013 && text.includes('=') ? '=' : ':';
  const at = text.indexOf(separator);
  const [name, address] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (at < 0 || name === '' || address === '') return `invalid host ${text}`;
  // What that is depends on the builder.
  if (address === 'host-gateway') return undefined;
  const bare = from013 ? address.replace(/^\[(.+)\]$/, '$1') : address;
  return ipv4.test(bare) || isIpv6(bare) ? undefined : `invalid host ${text}`;
}

/** As in a URL, which has no zones in it either. */
function isIpv6(text: string): boolean {
  return /^[\da-fA-F:.]+$/.test(text) && URL.canParse(`http://[${text}]/`);
}
