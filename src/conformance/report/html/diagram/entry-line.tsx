import type { VNode } from 'preact';
import { statusCodeName } from '../../../../protocol/status-code.js';
import { showMessage } from '../../../engine/values/show.js';
import { detailBytes, type WrittenCallEntry } from '../../../../journal/written-entry.js';

import { hexDump } from '../hex-dump.js';
import { fromJson } from './from-json.js';

/** How much of each message is in the page; the JSON report has all. */
export interface Detail {
  /** Of its text, in characters. */
  readonly mostText: number;
  readonly mostBytes: number;
}

const mostInLine = 160;

/** What an entry says, on one line; what it carried can be opened. */
export function EntryLine({ entry, detail }: { readonly entry: WrittenCallEntry; readonly detail: Detail }): VNode {
  const { message, bytes, status } = entry;
  const line = (
    <>
      <span class="who">
        #{entry.call} {entry.rpc}
      </span>{' '}
      <span class="verb">{verbOf(entry)}</span> <Brief entry={entry} />
    </>
  );
  if (message === undefined && bytes === undefined && status?.details === undefined)
    return <div class="line">{line}</div>;
  return (
    <details class="message">
      <summary class="line">{line}</summary>
      <div class="carried">
        {message !== undefined && (
          <Text label="Message" text={JSON.stringify(message, null, 2)} most={detail.mostText} />
        )}
        {bytes !== undefined && (
          <Bytes label="On the wire" bytes={Buffer.from(bytes, 'base64')} most={detail.mostBytes} />
        )}
        {status?.details?.map((carried) => (
          <Bytes key={carried.typeUrl} label={carried.typeUrl} bytes={detailBytes(carried)} most={detail.mostBytes} />
        ))}
      </div>
    </details>
  );
}

function verbOf({ kind, status }: WrittenCallEntry): string {
  switch (kind) {
    case 'open':
      return 'is opened';
    case 'request':
      return 'is sent';
    case 'response':
      return 'replies';
    case 'undecodable':
      return 'replies what cannot be decoded:';
    case 'half-close':
      return 'is half-closed';
    case 'cancel':
      return 'is cancelled';
    case 'status':
      return `ends ${statusCodeName(status?.code ?? 0)}`;
  }
}

function Brief({ entry: { message, reason, status } }: { readonly entry: WrittenCallEntry }): VNode | null {
  const text =
    message !== undefined
      ? showMessage(fromJson(message), mostInLine)
      : (reason ?? status?.message ?? '').slice(0, mostInLine);
  return text === '' ? null : <code>{text}</code>;
}

interface TextProps {
  readonly label: string;
  readonly text: string;
  readonly most: number;
}

function Text({ label, text, most }: TextProps): VNode {
  const cut = text.length > most;
  return (
    <figure>
      <figcaption>
        {label}
        {cut && `: ${most} of ${text.length} characters; the JSON report has all`}
      </figcaption>
      <pre tabIndex={0}>{cut ? text.slice(0, most) : text}</pre>
    </figure>
  );
}

interface BytesProps {
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly most: number;
}

function Bytes({ label, bytes, most }: BytesProps): VNode {
  const size =
    bytes.length > most ? `${most} of ${bytes.length} bytes; the JSON report has all` : `${bytes.length} bytes`;
  return (
    <figure>
      <figcaption>
        {label}: {size}
      </figcaption>
      {bytes.length > 0 && <pre tabIndex={0}>{hexDump(bytes, most)}</pre>}
    </figure>
  );
}
