import { base64 } from '../protocol/base64.js';
import type { CallEventKind } from '../protocol/call-event-kind.js';
import { jsonData } from '../protocol/json-data.js';
import { writtenDetail, type WrittenDetail } from '../protocol/written-detail.js';
import { unambiguous } from '../words/unambiguous.js';
import type { JournalEntry, JournalKind, JournalStatus } from './entry.js';
import { hideSecrets } from './hidden-secrets.js';

/**
 * An entry as data for JSON: a line of `journal.toJsonLines()`, an entry of a counterexample in a report.
 *
 * @since 0.1.0
 */
export interface WrittenEntry {
  /** Number of the entry, from 1. */
  readonly n?: number;
  /** Milliseconds since the journal, or the check, began. */
  readonly time: number;
  /** What happened. */
  readonly kind: JournalKind;
  /** The RPC of the call, such as `Build`. */
  readonly rpc?: string;
  /** Number of the call, from 1, over all clients. */
  readonly call?: number;
  /** Number of the client, from 1, where it is known. */
  readonly client?: number;
  /** The session that the call is about. */
  readonly ref?: string;
  /** The decoded message: bytes as `{"base64": …}`, 64-bit integers as decimal strings. */
  readonly message?: unknown;
  /** The message as it went over the wire, in base64, where it was kept. */
  readonly bytes?: string;
  /** Size of the message on the wire, in bytes, where {@link bytes} was left out or cut. */
  readonly size?: number;
  /** Of what was undecodable: which it should have been. */
  readonly side?: 'request' | 'response';
  /** Of what was undecodable: why. */
  readonly reason?: string;
  /** How the call ended. */
  readonly status?: WrittenStatus;
  /** The words of a note. */
  readonly text?: string;
}

/**
 * An entry of a call of one of several clients.
 *
 * @since 0.1.0
 */
export interface WrittenCallEntry extends WrittenEntry {
  /** What happened on the call. */
  readonly kind: CallEventKind;
  /** The RPC of the call, such as `Build`. */
  readonly rpc: string;
  /** Number of the call, from 1, over all clients. */
  readonly call: number;
  /** Number of the client, from 1. */
  readonly client: number;
}

/**
 * How a call ended, as data for JSON.
 *
 * @since 0.1.0
 */
export interface WrittenStatus extends Omit<JournalStatus, 'details'> {
  /** Typed details: each as its JSON where that says all of it, otherwise as it was encoded, in base64. */
  readonly details?: readonly WrittenDetail[];
}

/** An entry as data for JSON. */
export function written(entry: Omit<JournalEntry, 'n'>): WrittenEntry {
  const { bytes, message, status } = entry;
  return {
    ...entry,
    ...(message !== undefined && { message: jsonData(hideSecrets(message)) }),
    ...(bytes !== undefined && { bytes: base64(bytes) }),
    ...(status !== undefined && { status: writtenStatus(status) }),
  } as WrittenEntry;
}

function writtenStatus({ code, message, details }: JournalStatus): WrittenStatus {
  if (details === undefined || details.length === 0) return { code, message };
  return { code, message, details: details.map(writtenDetail) };
}

/** Writes that data as one line of text, in half the time, because there may be many entries. */
export function entryToJson(entry: JournalEntry): string {
  // Copied, because a copy has no `toJSON`.
  const data =
    entry.status?.details === undefined && entry.bytes === undefined
      ? { ...entry, ...(entry.message !== undefined && { message: hideSecrets(entry.message) }) }
      : written(entry);
  return unambiguous(JSON.stringify(data, inJson));
}

/** Looks at the value in its holder, because a Buffer has been turned into something else before it is given here. */
function inJson(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  const held = this[key];
  return held instanceof Uint8Array ? jsonData(held) : value;
}
