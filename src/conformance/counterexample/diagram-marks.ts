import { showMessage } from '../../words/show.js';
import { statusText } from '../../protocol/status-text.js';
import type { WrittenCallEntry } from '../../journal/written-entry.js';

/** One line of a call in a diagram. */
export interface DiagramMark {
  readonly time: number;
  readonly call: number;
  /** Name of the call, such as `Build #2`. */
  readonly name: string;
  /** What is drawn: its lifeline, and an arrow. */
  readonly sign: string;
  readonly text: string;
  /** Whether the call is over with it. */
  readonly ends: boolean;
}

/** The most messages in a row that are drawn one by one; of more, only the first and the last are. */
const longestRun = 4;

/** How much of a message is shown, in characters. */
const longestText = 200;

/** What is to be drawn of a journal: one line an entry, except for runs of messages and requests that are the last. */
export function marksOf(journal: readonly WrittenCallEntry[]): readonly DiagramMark[] {
  const several = journal.some(({ client }) => client !== journal[0]?.client);
  const marks: DiagramMark[] = [];
  for (let at = 0; at < journal.length; ) {
    const run = runAt(journal, at);
    const [first] = run;
    if (first === undefined) break;
    const shown = run.length > longestRun ? [first, run.length - 2, ...run.slice(-1)] : run;
    const name = `${first.rpc} #${first.call}${several ? `, client ${first.client}` : ''}`;
    for (const entry of shown) {
      const { time } = typeof entry === 'number' ? first : entry;
      const drawn = typeof entry === 'number' ? more(entry, first) : drawnAs(entry, journal[at + run.length], name);
      marks.push({ time, call: first.call, name, ends: first.kind === 'status', ...drawn });
    }
    at += run.length;
    if (isLastRequest(run.at(-1), journal[at])) at++;
  }
  return marks;
}

/** The names of these calls. */
export function calledTo(marks: readonly DiagramMark[], calls: ReadonlySet<number>): string {
  return [...new Set(marks.filter(({ call }) => calls.has(call)).map(({ name }) => name))].join('; ');
}

/** The messages from there on that go the same way in the same call; of any other kind, one entry. */
function runAt(journal: readonly WrittenCallEntry[], at: number): readonly WrittenCallEntry[] {
  const first = journal[at];
  if (first === undefined) return [];
  if (first.kind !== 'request' && first.kind !== 'response') return [first];
  const end = journal.findIndex(
    (entry, index) => index > at && (entry.call !== first.call || entry.kind !== first.kind),
  );
  return journal.slice(at, end < 0 ? journal.length : end);
}

function isLastRequest(entry: WrittenCallEntry | undefined, next: WrittenCallEntry | undefined): boolean {
  return entry?.kind === 'request' && next?.kind === 'half-close' && next.call === entry.call;
}

function more(count: number, { kind }: WrittenCallEntry): Pick<DiagramMark, 'sign' | 'text'> {
  return { sign: kind === 'request' ? '├──▶' : '├◀──', text: `… ${count} more` };
}

function drawnAs(
  entry: WrittenCallEntry,
  next: WrittenCallEntry | undefined,
  name: string,
): Pick<DiagramMark, 'sign' | 'text'> {
  const { kind, message, bytes, reason = '', status } = entry;
  switch (kind) {
    case 'open':
      return { sign: '┌', text: name };
    case 'request':
      return { sign: isLastRequest(entry, next) ? '├─▶┤' : '├──▶', text: shown(message) };
    case 'response':
      return { sign: '├◀──', text: shown(message) };
    case 'undecodable':
      return { sign: '├◀──', text: `no message, ${Buffer.from(bytes ?? '', 'base64').length} bytes: ${reason}` };
    case 'half-close':
      return { sign: '├──┤', text: 'half-closes' };
    case 'cancel':
      return { sign: '├──✕', text: 'cancels' };
    case 'status':
      return { sign: '└◀──', text: status === undefined ? '' : statusText(status) };
  }
}

function shown(message: unknown): string {
  return showMessage(revived(message), longestText);
}

/** Turns what JSON holds back into bytes. */
function revived(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(revived);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json);
  const [[key, value] = []] = entries;
  if (entries.length === 1 && key === 'base64' && typeof value === 'string') return Buffer.from(value, 'base64');
  return Object.fromEntries(entries.map(([name, item]) => [name, revived(item)]));
}
