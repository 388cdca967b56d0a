import type { Ulimit } from '../../protocol/messages.js';

const names = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(' '),
);
const unlimited = -1n;

/** What BuildKit says of a limit that it cannot set. */
export function ulimitProblem({ name, soft, hard }: Ulimit): string | undefined {
  if (!names.has(name)) return `invalid ulimit type: ${name}`;
  if (hard === unlimited || (soft !== unlimited && soft <= hard)) return undefined;
  const reason = soft === unlimited ? `soft: -1 (unlimited), hard: ${hard}` : `${soft} > ${hard}`;
  return `ulimit soft limit must be less than or equal to hard limit: ${reason}`;
}
