import { statusCodes } from '../../protocol/status-code.js';
import { detailsOf } from '../../protocol/status-details.js';
import type { CallEnd } from './end-of.js';

/**
 * The exit code of the process that an Invoke was for, by how the call ended: from its typed details, or from its text,
 * `exit code: 7`. Undefined where the end tells of none.
 *
 * @remarks A process that exits with 0 ends the call CANCELLED (`docs/real-controller.md` §6), for which this gives 0. A
 * client that cancels ends it CANCELLED, too: only that client knows which it was.
 *
 * @example exitCodeOf(await endOf(invoke)) // 7
 * @since 0.1.0
 */
export function exitCodeOf({
  code,
  message,
  details,
}: Pick<CallEnd, 'code' | 'message' | 'details'>): number | undefined {
  if (code === statusCodes.OK || code === statusCodes.CANCELLED) return 0;
  const told = detailsOf(details, 'github.com/moby/buildkit/gatewayapi.ExitMessage+json')[0]?.Code;
  if (told !== undefined) return told;
  const [, digits] = /\bexit code: (\d+)\b/.exec(message) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
