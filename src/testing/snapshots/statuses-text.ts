import type { Told } from '../history/told.js';
import { unambiguousLine } from '../../words/unambiguous.js';
import { historyEvents, type SnapshotOptions } from './history-events.js';

/**
 * Progress as text for a snapshot, a line for each of {@link historyEvents}: `[2/2] RUN make: stdout "cc main.c\n"`. With
 * times, each begins with the seconds since the first that was told, where it has one.
 *
 * @throws TypeError when there is no progress in what is given
 * @since 0.1.0
 */
export function statusesText(told: Told, options: SnapshotOptions = {}): string {
  return historyEvents(told, options)
    .map(({ at, vertex, event, text }) => {
      const time = at === undefined ? '' : `${(at / 1000).toFixed(3)}s `;
      return `${unambiguousLine(`${time}${vertex}: ${event}${text === undefined ? '' : ` ${JSON.stringify(text)}`}`)}\n`;
    })
    .join('');
}
