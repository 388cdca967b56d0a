import type { StatusResponse } from '../../protocol/messages.js';
import { recordedMessage } from '../../recorder/recorded-message.js';
import { timeBase } from '../../recorder/time-base.js';
import type { RecordedBuild, RecordedMessage } from '../model/recorded-build.js';
import { latestIn, startOf } from './seen-build.js';

/** The build as it was told, message by message. Each comes as late as the latest time in it. */
export function recordedScript(messages: readonly StatusResponse[]): RecordedBuild {
  const start = Math.floor(startOf(messages));
  const base = timeBase(start);
  let now = 0;
  const recorded = messages.map((message): RecordedMessage => {
    const latest = (latestIn(message) ?? start) - start;
    // To the microsecond, and not before what it tells.
    now = Math.max(now, Math.ceil(latest * 1000) / 1000);
    return recordedMessage(message, now, base);
  });
  return { messages: recorded, takes: now };
}
