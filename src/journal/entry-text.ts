import { statusCodeName } from '../protocol/status-code.js';
import { isoTime } from '../time/iso-time.js';
import { unambiguousLine } from '../words/unambiguous.js';
import type { JournalEntry, JournalKind, JournalStatus } from './entry.js';
import { hideSecrets } from './hidden-secrets.js';

const arrows: Readonly<Record<Exclude<JournalKind, 'undecodable'>, string>> = {
  open: '->',
  request: '->',
  'half-close': '->',
  cancel: '->',
  response: '<-',
  status: '<-',
  note: '--',
};

/** Writes an entry as one line: number, time in seconds, call, direction, and what happened. */
export function entryToText(entry: JournalEntry): string {
  const time = (entry.time / 1000).toFixed(3);
  const call = entry.call === undefined ? '' : ` ${entry.rpc ?? ''}#${entry.call}`;
  return unambiguousLine(`${entry.n} ${time}s${call} ${arrowOf(entry)} ${what(entry)}`);
}

function arrowOf({ kind, side }: JournalEntry): string {
  return arrows[kind === 'undecodable' ? (side ?? 'response') : kind];
}

function what(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'open':
    case 'half-close':
      return entry.kind;
    case 'cancel':
      return 'cancelled';
    case 'undecodable':
      return `undecodable: ${entry.reason ?? ''}`;
    case 'request':
    case 'response':
      return messageToText(hideSecrets(entry.message));
    case 'status':
      return statusToText(entry.status);
    case 'note':
      return entry.text ?? '';
    default:
      return entry.kind satisfies never;
  }
}

/**
 * Writes a status with the types of its details only: `UNKNOWN "exit code: 7" [stack.Stack, gatewayapi.ExitMessage]`.
 */
function statusToText({ code, message, details = [] }: JournalStatus = { code: 0, message: '' }): string {
  const types = details.map(({ typeUrl }) => typeUrl.slice(typeUrl.lastIndexOf('/') + 1).replace(/\+json$/, ''));
  return `${statusCodeName(code)} ${JSON.stringify(message)}${types.length > 0 ? ` [${types.join(', ')}]` : ''}`;
}

/**
 * Writes a message on one line: fields with their proto3 default are left out, and bytes are shown as text where they
 * are text.
 */
function messageToText(message: unknown): string {
  if (message instanceof Uint8Array) return bytesToText(message);
  if (typeof message === 'bigint') return message.toString();
  if (Array.isArray(message)) return `[${message.map(messageToText).join(', ')}]`;
  if (typeof message === 'object' && message !== null) {
    if ('seconds' in message && 'nanos' in message) return timestampToText(message);
    const fields = Object.entries(message).filter(([, value]) => !isDefault(value));
    return `{${fields.map(([key, value]) => `${key}: ${messageToText(value)}`).join(', ')}}`;
  }
  return JSON.stringify(message) ?? 'undefined';
}

function timestampToText({ seconds, nanos }: { readonly seconds: unknown; readonly nanos: unknown }): string {
  const ms = Number(seconds) * 1000 + Number(nanos) / 1e6;
  return Math.abs(ms) <= 8.64e15 ? isoTime(ms) : `${String(seconds)}s`;
}

function isDefault(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === 0n || value === false) return true;
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function bytesToText(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, 200));
  const text = shown.toString('utf8');
  const rest = bytes.length > 200 ? `… ${bytes.length} bytes` : '';
  return (Buffer.from(text, 'utf8').equals(shown) ? JSON.stringify(text) : `0x${shown.toString('hex')}`) + rest;
}
