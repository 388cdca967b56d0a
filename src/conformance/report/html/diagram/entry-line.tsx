import type { VNode } from 'preact';
import { statusCodeName } from '../../../../protocol/status-code.js';
import { showMessage } from '../../../show.js';
import type { JournalEntry } from '../../report.js';
import { hexDump } from '../hex-dump.js';
import { fromJson } from './from-json.js';

/** So much of a message is in the page; the JSON report has all. */
const mostText = 6000;
const mostBytes = 1024;
const mostInLine = 160;

/** What an entry says, on one line; what it carried can be opened. */
export function EntryLine({ entry }: { readonly entry: JournalEntry }): VNode {
  const { message, bytes, status } = entry;
  const line = (
    <>
      <span class="who">
        #{entry.call} {entry.method}
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
        {message !== undefined && <Text label="Message" text={JSON.stringify(message, null, 2)} />}
        {bytes !== undefined && <Bytes label="On the wire" base64={bytes} />}
        {status?.details?.map(({ typeUrl, bytes: detail }) => (
          <Bytes key={typeUrl} label={typeUrl} base64={detail} />
        ))}
      </div>
    </details>
  );
}

function verbOf({ kind, status }: JournalEntry): string {
  switch (kind) {
    case 'open':
      return 'is opened';
    case 'sent':
      return 'is sent';
    case 'received':
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

function Brief({ entry: { message, reason, status } }: { readonly entry: JournalEntry }): VNode | null {
  const text =
    message !== undefined
      ? showMessage(fromJson(message), mostInLine)
      : (reason ?? status?.message ?? '').slice(0, mostInLine);
  return text === '' ? null : <code>{text}</code>;
}

function Text({ label, text }: { readonly label: string; readonly text: string }): VNode {
  const cut = text.length > mostText;
  return (
    <figure>
      <figcaption>
        {label}
        {cut && `: ${mostText} of ${text.length} characters; the JSON report has all`}
      </figcaption>
      <pre tabIndex={0}>{cut ? text.slice(0, mostText) : text}</pre>
    </figure>
  );
}

function Bytes({ label, base64 }: { readonly label: string; readonly base64: string }): VNode {
  const bytes = Buffer.from(base64, 'base64');
  const size =
    bytes.length > mostBytes
      ? `${mostBytes} of ${bytes.length} bytes; the JSON report has all`
      : `${bytes.length} bytes`;
  return (
    <figure>
      <figcaption>
        {label}: {size}
      </figcaption>
      {bytes.length > 0 && <pre tabIndex={0}>{hexDump(bytes, mostBytes)}</pre>}
    </figure>
  );
}
