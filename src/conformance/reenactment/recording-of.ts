import type { ErrorDetail } from '../../protocol/error-detail.js';
import type { MethodName } from '../../protocol/methods.js';
import { ProtocolError } from '../../protocol/protocol-error.js';
import type { Revision } from '../../protocol/revision.js';
import { methodOf } from '../../protocol/service.js';
import { decodeStatusDetails, encodeStatusDetails } from '../../protocol/status-details.js';
import type { RecordedEvent, Recording } from '../../recorder/recording.js';
import type { JournalEntry, JournalStatus } from '../engine/report.js';

/**
 * Turns the journal of a counterexample into a recording, as a recorder would have written it; what was no message is
 * not in it.
 */
export function recordingOf(journal: readonly JournalEntry[], revision: Revision): Recording {
  return { events: journal.flatMap((entry) => readableEventOf(entry, revision)) };
}

function readableEventOf(entry: JournalEntry, revision: Revision): readonly RecordedEvent[] {
  try {
    return eventOf(entry, revision);
  } catch (error) {
    if (error instanceof ProtocolError) return [];
    throw error;
  }
}

function eventOf(entry: JournalEntry, revision: Revision): readonly RecordedEvent[] {
  const { timeMs: time, call, kind, status, bytes = '' } = entry;
  const method = entry.method as MethodName;
  const { request, response } = methodOf(revision, method);
  const head = { time, call, method };
  const encoded = Buffer.from(bytes, 'base64');
  switch (kind) {
    case 'open':
    case 'half-close':
      return [{ ...head, kind }];
    case 'cancel':
      return [{ ...head, kind: 'cancelled' }];
    case 'sent':
      return [{ ...head, kind: 'request', message: request.decode(encoded) }];
    case 'received':
      return [{ ...head, kind: 'response', message: response.decode(encoded) }];
    case 'status':
      return status === undefined ? [] : [{ ...head, kind, status: { ...status, details: detailsOf(status) } }];
    case 'undecodable':
      return [];
  }
}

/** The typed details of a call's end; decoding them finds their JSON. */
function detailsOf({ code, message, details = [] }: JournalStatus): readonly ErrorDetail[] {
  const typed = details.map(({ typeUrl, bytes }) => ({ typeUrl, value: Buffer.from(bytes, 'base64') }));
  return decodeStatusDetails(encodeStatusDetails({ code, message, details: typed })).details;
}
