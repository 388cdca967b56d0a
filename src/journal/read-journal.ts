import { checkArgument } from '../options/check.js';
import { text } from '../options/rules.js';
import type * as service from '../protocol/buildkit/service.js';
import type { BuildKitMethodName } from '../protocol/buildkit/service.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { defaultRevision, type Revision } from '../protocol/revision.js';
import type { Codec } from '../protocol/rpc.js';
import { isMethodName } from '../protocol/service.js';
import { readingJson } from '../protocol/wire-writer.js';
import type { JournalEntry } from './entry.js';
import { JournalError } from './journal-error.js';
import { readLine, revivedStatus } from './read-entries.js';
import { revivedMessage } from './revived-message.js';
import type { WrittenEntry } from './written-entry.js';

type Service = typeof service;

/**
 * The entries of a journal, of either fake, out of its JSON lines, as `toJsonLines()` and `serve --journal` write them:
 * messages with their bytes and 64-bit integers, statuses with their details decoded.
 *
 * @param revision - the controller's protocol, which the lines do not tell. Default `2023-04`
 * @throws JournalError for a line that is none of a journal's; ArgumentError for what is no text
 * @example const solves = (await readJournal(text)).filter(({ rpc, kind }) => rpc === 'Control.Solve' && kind === 'request');
 * @since 0.1.0
 */
export async function readJournal(
  lines: string,
  revision: Revision = defaultRevision,
): Promise<readonly JournalEntry[]> {
  checkArgument('readJournal', 'lines', lines, text);
  const written = lines
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [{ n: i + 1, entry: readLine(line, i + 1) }]));
  const isOfBuildKit = written.some(({ entry: { rpc } }) => rpc !== undefined && !isMethodName(rpc));
  const buildkit = isOfBuildKit ? await import('../protocol/buildkit/service.js') : undefined;
  return written.map(({ n, entry }) => revived(entry, n, revision, buildkit));
}

function revived(entry: WrittenEntry, line: number, revision: Revision, buildkit: Service | undefined): JournalEntry {
  const { rpc, kind, message, status, bytes, n = line, ...rest } = entry;
  if (rpc === undefined) return { n, kind, ...rest };
  if (!isMethodName(rpc) && buildkit?.methodNames.includes(rpc as BuildKitMethodName) !== true)
    throw new JournalError(line, `no such RPC: ${rpc}`);
  const head = { n, kind, rpc: rpc as NonNullable<JournalEntry['rpc']>, ...rest };
  const kept = bytes === undefined ? {} : { bytes: new Uint8Array(Buffer.from(bytes, 'base64')) };
  if (kind === 'status') return { ...head, status: revivedStatus(status, line) };
  if (kind !== 'request' && kind !== 'response') return { ...head, ...kept };
  const whole = isMethodName(rpc)
    ? revivedMessage(message, { revision, method: rpc, way: kind, line })
    : ofBuildKit(message, buildkit?.methodNamed(rpc as BuildKitMethodName)[kind], line);
  return { ...head, ...kept, message: whole };
}

function ofBuildKit(json: unknown, codec: unknown, line: number): unknown {
  const ofMessage = codec as Codec<object>;
  try {
    return ofMessage.decode(readingJson(() => ofMessage.encode(json as object)));
  } catch (error) {
    if (error instanceof ProtocolError) throw new JournalError(line, error.message);
    throw error;
  }
}
