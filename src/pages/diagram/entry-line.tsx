import type { VNode } from 'preact';
import { statusCodeName } from '../../protocol/status-code.js';
import { showMessage } from '../../words/show.js';
import { detailBytes } from '../../protocol/written-detail.js';
import type { DrawnEntry } from './drawn-entry.js';

import { hexDump } from '../hex-dump.js';
import { fromJson } from './from-json.js';

/** How much of each message is in the page. */
export interface Detail {
  /** What has all: `the JSON report`. */
  readonly whole: string;
  /** Of its text, in characters. */
  readonly mostText: number;
  readonly mostBytes: number;
}

const mostInLine = 160;

/** What an entry says, on one line; what it carried can be opened. */
export function EntryLine({ entry, detail }: { readonly entry: DrawnEntry; readonly detail: Detail }): VNode {
  const { message, bytes, status } = entry;
  if (entry.kind === 'note') return <div class="line">{entry.text}</div>;
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
        {message !== undefined && <Text label="Message" text={JSON.stringify(message, null, 2)} detail={detail} />}
        {bytes !== undefined && <Bytes label="On the wire" bytes={Buffer.from(bytes, 'base64')} detail={detail} />}
        {status?.details?.map((carried) => (
          <Bytes key={carried.typeUrl} label={carried.typeUrl} bytes={detailBytes(carried)} detail={detail} />
        ))}
      </div>
    </details>
  );
}

function verbOf({ kind, status }: DrawnEntry): string {
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
    case 'note':
      return '';
    case 'status':
      return `ends ${statusCodeName(status?.code ?? 0)}`;
  }
}

function Brief({ entry: { message, reason, status } }: { readonly entry: DrawnEntry }): VNode | null {
  const text =
    message !== undefined
      ? showMessage(fromJson(message), mostInLine)
      : (reason ?? status?.message ?? '').slice(0, mostInLine);
  return text === '' ? null : <code>{text}</code>;
}

interface TextProps {
  readonly label: string;
  readonly text: string;
  readonly detail: Detail;
}

function Text({ label, text, detail: { mostText: most, whole } }: TextProps): VNode {
  const cut = text.length > most;
  return (
    <figure>
      <figcaption>
        {label}
        {cut && `: ${most} of ${text.length} characters; ${whole} has all`}
      </figcaption>
      <pre tabIndex={0}>{cut ? text.slice(0, most) : text}</pre>
    </figure>
  );
}

interface BytesProps {
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly detail: Detail;
}

function Bytes({ label, bytes, detail: { mostBytes: most, whole } }: BytesProps): VNode {
  const size = bytes.length > most ? `${most} of ${bytes.length} bytes; ${whole} has all` : `${bytes.length} bytes`;
  return (
    <figure>
      <figcaption>
        {label}: {size}
      </figcaption>
      {bytes.length > 0 && <pre tabIndex={0}>{hexDump(bytes, most)}</pre>}
    </figure>
  );
}
