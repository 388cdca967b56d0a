import { nestsDeeperThan } from '../protocol/nests-deeper-than.js';
import type { Revision } from '../protocol/revision.js';
import { isMethodName } from '../protocol/service.js';
import { JournalError } from './journal-error.js';
import type { RecordedCallStatus, RecordedEvent, Recording } from './recording.js';
import { revivedDetails } from './revived-details.js';
import { revivedMessage } from './revived-message.js';

/** What a line of a journal has, as far as it matters here. */
interface Line {
  readonly time: number;
  readonly direction: string;
  readonly kind: string;
  readonly rpc?: string;
  readonly call?: number;
  readonly message?: unknown;
  readonly status?: unknown;
}

/** Messages have a dozen; the details of an error may have as many as this. */
const mostLevels = 600;

/**
 * What a fake's journal tells, in JSON lines; the revision is that of the fake, which they do not tell.
 * @throws JournalError for a line that is none of a journal's.
 */
export function journalRecording(text: string, revision: Revision): Recording {
  const lines = text.split('\n').map((line, i) => [line, i + 1] as const);
  const told = lines.filter(([line]) => line.trim() !== '');
  return { events: told.flatMap(([line, n]) => eventOf(readLine(line, n), n, revision)) };
}

function readLine(line: string, n: number): Line {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (error) {
    throw new JournalError(n, error instanceof Error ? error.message : String(error));
  }
  if (nestsDeeperThan(mostLevels, data)) throw new JournalError(n, `it nests deeper than ${mostLevels} levels`);
  if (!isLine(data)) throw new JournalError(n, 'expected an object with time, direction and kind');
  return data;
}

function isLine(data: unknown): data is Line {
  if (typeof data !== 'object' || data === null) return false;
  const { time, direction, kind } = data as Readonly<Record<string, unknown>>;
  return typeof time === 'number' && typeof direction === 'string' && typeof kind === 'string';
}

/** None for what is no call's. */
function eventOf(line: Line, n: number, revision: Revision): readonly RecordedEvent[] {
  const { time, direction, kind, rpc, call, status } = line;
  if (rpc === undefined || call === undefined) return [];
  if (!isMethodName(rpc)) throw new JournalError(n, `no such RPC: ${rpc}`);
  const head = { time, call, method: rpc };
  switch (kind) {
    case 'open':
    case 'half-close':
    case 'cancelled':
      return [{ ...head, kind }];
    case 'message': {
      const way = direction === 'in' ? 'request' : 'response';
      return [{ ...head, kind: way, message: revivedMessage(line.message, { revision, method: rpc, way, line: n }) }];
    }
    case 'status':
      return [{ ...head, kind, status: revivedStatus(status, n) }];
    default:
      return [];
  }
}

function revivedStatus(written: unknown, n: number): RecordedCallStatus {
  const { code, message, details } = (written ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code !== 'number' || typeof message !== 'string')
    throw new JournalError(n, 'expected status to have a code, a number, and a message, a text');
  return { code, message, ...(details !== undefined && { details: revivedDetails(details, n) }) };
}
