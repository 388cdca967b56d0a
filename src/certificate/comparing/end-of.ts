import { statusCodeName } from '../../protocol/status-code.js';
import type { Call } from '../playing/keyed.js';
import type { Played } from '../playing/play.js';
import { plainText } from './plain.js';

/** How many stacks an error carries is a matter of how it was passed on. */
const stack = 'stack.Stack+json';

/** How a call ended, with the types of its details; the words of a client that cancelled are its own. */
export function endOf(played: Played, { status, cancelled }: Call): string {
  if (status === undefined) return 'open';
  const code = statusCodeName(status.code);
  if (code === 'OK') return code;
  if (cancelled && code === 'CANCELLED') return 'cancelled by the client';
  if (code === 'UNAVAILABLE' || code === 'DEADLINE_EXCEEDED') return code;
  const all = status.details.map(({ typeUrl }) => typeUrl.replace(/^.*\//, ''));
  const types = all.filter((type, index) => type !== stack || all.indexOf(type) === index).toSorted();
  return `${code} ${plainText(status.message, played)}${types.length === 0 ? '' : ` (${types.join(', ')})`}`;
}
