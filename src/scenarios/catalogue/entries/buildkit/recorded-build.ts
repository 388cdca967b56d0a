import { toMilliseconds } from '../../../../time/duration.js';
import type { RecordedMessage } from '../../../model/recorded-build.js';
import type { Scenario } from '../../../model/scenario.js';

/** One build that succeeds, of which exactly these messages are shown; it is over with the last. */
export function recordedBuild(...messages: readonly RecordedMessage[]): Scenario {
  const takes = Math.max(0, ...messages.map(({ at }) => toMilliseconds(at)));
  return { builds: [{ recorded: { messages, takes, reply: {} } }] };
}
