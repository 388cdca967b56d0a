import type { Finding } from './finding.js';
import { isInRange } from './version-range.js';

/** Whether Node is as new as the package wants it. */
export function nodeFinding(version: string, range: string): Finding {
  const found = `${version}, wanted is ${range}`;
  if (isInRange(version, range)) return { name: 'node', state: 'ok', found, needed: true };
  return {
    name: 'node',
    state: 'bad',
    found,
    advice: `install Node.js ${range.replace('>=', '')} or later`,
    needed: true,
  };
}
