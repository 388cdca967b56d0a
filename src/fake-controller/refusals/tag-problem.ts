import { behaves } from '../../protocol/behaviour.js';
import { digestProblem } from './digest-problem.js';
import type { Release } from './release.js';

const path = String.raw`[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*`;
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = String.raw`${label}(?:\.${label})*`;
const rest = String.raw`(?::\w[\w.-]{0,127})?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[a-fA-F0-9]{32,}))?`;
const reference = (host: string): RegExp =>
  new RegExp(String.raw`^((?:${host}(?::\d+)?/)?${path}(?:/${path})*)${rest}$`);
const withoutIpv6 = reference(domain);
const withIpv6 = reference(String.raw`(?:${domain}|\[[a-fA-F0-9:]+\])`);
const longestName = 255;

/** What is wrong with the name of an image. */
export function tagProblem(tag: string, { revision }: Release): string | undefined {
  const pattern = behaves(revision, 'tagsMayNameIpv6Hosts') ? withIpv6 : withoutIpv6;
  const match = pattern.exec(tag);
  if (match === null) {
    if (tag === '') return 'repository name must have at least one component';
    return pattern.test(tag.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format';
  }
  const [, name = '', digest] = match;
  if (name.length > longestName) return `repository name must not be more than ${longestName} characters`;
  return digest === undefined ? undefined : digestProblem(digest);
}
