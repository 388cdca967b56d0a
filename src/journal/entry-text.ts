import { statusCodeName } from '../protocol/status-code.js';
import { isoTime } from '../time/iso-time.js';
import { unambiguousLine } from '../words/unambiguous.js';
import type { Direction, JournalEntry, JournalStatus } from './entry.js';

const arrows: Readonly<Record<Direction, string>> = { in: '->', out: '<-', event: '--' };

/** An entry as one line: number, time in seconds, call, direction, what. */
export function entryToText(entry: JournalEntry): string {
  const time = (entry.time / 1000).toFixed(3);
  const call = entry.call === undefined ? '' : ` ${entry.rpc ?? ''}#${entry.call}`;
  return unambiguousLine(`${entry.n} ${time}s${call} ${arrows[entry.direction]} ${what(entry)}`);
}

function what(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'open':
    case 'half-close':
    case 'cancelled':
      return entry.kind;
    case 'message':
      return messageToText(entry.message);
    case 'status':
      return statusToText(entry.status);
    case 'note':
      return entry.text ?? '';
    default:
      return entry.kind satisfies never;
  }
}

/** Of typed details, only what they are: `UNKNOWN "exit code: 7" [stack.Stack, gatewayapi.ExitMessage]`. */
function statusToText({ code, message, details = [] }: JournalStatus = { code: 0, message: '' }): string {
  const types = details.map(({ typeUrl }) => typeUrl.slice(typeUrl.lastIndexOf('/') + 1).replace(/\+json$/, ''));
  return `${statusCodeName(code)} ${JSON.stringify(message)}${types.length > 0 ? ` [${types.join(', ')}]` : ''}`;
}

/** A message on one line: what has its proto3 default is left out, bytes are shown as text where they are text. */
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
