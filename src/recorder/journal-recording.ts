import { nestsDeeperThan } from '../protocol/nests-deeper-than.js';
import type { MethodName } from '../protocol/methods.js';
import { serviceOf } from '../protocol/service.js';
import { JournalError } from './journal-error.js';
import type { RecordedCallStatus, RecordedEvent, Recording } from './recording.js';
import { revivedDetails } from './revived-details.js';
import { revivedMessage } from './revived-message.js';

/** The parts of a line of a journal that matter here. */
interface Line {
  readonly time: number;
  readonly direction: string;
  readonly kind: string;
  readonly rpc?: string;
  readonly call?: number;
  readonly message?: unknown;
  readonly status?: unknown;
}

/** The deepest nesting of a line: messages have a dozen levels, but the details of an error may have many. */
const mostLevels = 600;

/**
 * Reads a fake's journal, in JSON lines, as a recording.
 * @throws JournalError for a line that is none of a journal's.
 */
export function journalRecording(text: string): Recording {
  const lines = text.split('\n').map((line, i) => [line, i + 1] as const);
  return { events: lines.filter(([line]) => line.trim() !== '').flatMap(([line, n]) => eventOf(readLine(line, n), n)) };
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

/** The event of a line; none for a line that is about no call. */
function eventOf(line: Line, n: number): readonly RecordedEvent[] {
  const { time, direction, kind, rpc, call, status } = line;
  if (rpc === undefined || call === undefined) return [];
  if (!isMethod(rpc)) throw new JournalError(n, `no such RPC: ${rpc}`);
  const head = { time, call, method: rpc };
  switch (kind) {
    case 'open':
    case 'half-close':
    case 'cancelled':
      return [{ ...head, kind }];
    case 'message': {
      const way = direction === 'in' ? 'request' : 'response';
      return [{ ...head, kind: way, message: revivedMessage(rpc, way, line.message, n) }];
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

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(serviceOf('0.12'), name);
}
