import { nestsDeeperThan } from '../protocol/nests-deeper-than.js';
import type { Codec, MethodName } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import type { Revision } from '../protocol/revision.js';
import { isMethodName, methodOf } from '../protocol/service.js';
import type { CallEntry, JournalStatus } from './entry.js';
import { JournalError } from './journal-error.js';
import { revivedDetails } from './revived-details.js';
import { revivedMessage } from './revived-message.js';
import type { WrittenCallEntry, WrittenEntry } from './written-entry.js';

/** The deepest nesting of a line: messages have a dozen levels, but the details of an error may have many. */
const mostLevels = 600;

/**
 * What a journal's JSON lines tell of calls; notes are left out. The revision is that of the fake, which they do not tell.
 * @throws JournalError for a line that is none of a journal's
 */
export function readLines(text: string, revision: Revision): readonly CallEntry[] {
  const lines = text.split('\n').map((line, i) => [line, i + 1] as const);
  return lines
    .filter(([line]) => line.trim() !== '')
    .flatMap(([line, n]) => {
      const entry = revived(readLine(line, n), n, revision);
      return entry === undefined ? [] : [entry];
    });
}

/** The entries of a counterexample; what cannot be decoded in this revision is left out. */
export function readWritten(entries: readonly WrittenCallEntry[], revision: Revision): readonly CallEntry[] {
  return entries.flatMap((entry, index): CallEntry[] => {
    const { time, kind, call, client, bytes = '', status } = entry;
    const rpc = entry.rpc as MethodName;
    const head = { n: index + 1, time, rpc, call, client };
    switch (kind) {
      case 'open':
      case 'half-close':
      case 'cancel':
        return [{ ...head, kind }];
      case 'request':
      case 'response': {
        const message = decoded(methodOf(revision, rpc)[kind], Buffer.from(bytes, 'base64'));
        return message === undefined ? [] : [{ ...head, kind, message }];
      }
      case 'status':
        return status === undefined ? [] : [{ ...head, kind, status: revivedStatus(status, index + 1) }];
      case 'undecodable':
        return [];
      default:
        return kind satisfies never;
    }
  });
}

/** Undefined for what is no such message. */
function decoded(codec: Pick<Codec<unknown>, 'decode'>, bytes: Uint8Array): unknown {
  try {
    return codec.decode(bytes);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

/** A line as data. @throws JournalError */
export function readLine(line: string, n: number): WrittenEntry {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (error) {
    throw new JournalError(n, error instanceof Error ? error.message : String(error));
  }
  if (nestsDeeperThan(mostLevels, data)) throw new JournalError(n, `it nests deeper than ${mostLevels} levels`);
  if (!isEntry(data)) throw new JournalError(n, 'expected an object with time and kind');
  return data;
}

function isEntry(data: unknown): data is WrittenEntry {
  if (typeof data !== 'object' || data === null) return false;
  const { time, kind } = data as Readonly<Record<string, unknown>>;
  return typeof time === 'number' && typeof kind === 'string';
}

/** Undefined for what is no call's. */
function revived(entry: WrittenEntry, n: number, revision: Revision): CallEntry | undefined {
  const { time, kind, rpc, call, client, ref, message, side, reason, status } = entry;
  if (rpc === undefined || call === undefined) return undefined;
  if (!isMethodName(rpc)) {
    const isOfBuildKit = rpc.includes('.');
    throw new JournalError(
      n,
      isOfBuildKit ? `${rpc} is an RPC of BuildKit: give the journal of a controller` : `no such RPC: ${rpc}`,
    );
  }
  const head = { n, time, rpc, call, ...(client !== undefined && { client }), ...(ref !== undefined && { ref }) };
  switch (kind) {
    case 'open':
    case 'half-close':
    case 'cancel':
      return { ...head, kind };
    case 'request':
    case 'response':
      return { ...head, kind, message: revivedMessage(message, { revision, method: rpc, way: kind, line: n }) };
    case 'undecodable':
      return { ...head, kind, side: side ?? 'response', reason: reason ?? '' };
    case 'status':
      return { ...head, kind, status: revivedStatus(status, n) };
    default:
      return undefined;
  }
}

/** How a call ended, with its details decoded. @throws JournalError */
export function revivedStatus(written: unknown, n: number): JournalStatus {
  const { code, message, details } = (written ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code !== 'number' || typeof message !== 'string')
    throw new JournalError(n, 'expected status to have a code, a number, and a message, a text');
  return { code, message, ...(details !== undefined && { details: revivedDetails(details, n) }) };
}
