import { behaves } from '../../protocol/behaviour.js';
import type { Release } from './release.js';

const byte = String.raw`(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])`;
const ipv4 = new RegExp(String.raw`^${byte}(?:\.${byte}){3}$`);

/** What is wrong with an entry of a build's hosts file, `NAME:ADDRESS`. */
export function hostProblem(text: string, { revision, from013 }: Release): string | undefined {
  const separator = from013 && text.includes('=') ? '=' : ':';
  const at = text.indexOf(separator);
  const [name, address] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (at < 0 || name === '' || address === '') return `invalid host ${text}`;
  // What this stands for depends on the builder.
  if (address === 'host-gateway') return undefined;
  const bare = from013 ? address.replace(/^\[(.+)\]$/, '$1') : address;
  return ipv4.test(bare) || isIpv6(behaves(revision, 'zerosMayLeadIpv6Groups') ? withShortGroups(bare) : bare)
    ? undefined
    : `invalid host ${text}`;
}

/** Whether a text is an IPv6 address, checked as in a URL, because neither may have a zone. */
function isIpv6(text: string): boolean {
  return /^[\da-fA-F:.]+$/.test(text) && URL.canParse(`http://[${text}]/`);
}

/** Go's parser before 1.21 counts no digits: a group may have any number of zeros before it. */
function withShortGroups(text: string): string {
  return text.replace(/(^|:)0+(?=[\da-fA-F]{1,4}(?::|$))/g, '$1');
}
